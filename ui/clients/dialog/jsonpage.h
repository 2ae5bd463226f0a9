// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace fuseboard {

class ConfigDraft;
class Theme;

/// The file as it will be written, or can be so far, for reading and copying, and a way to have it in other formats.
/// Secrets stand in it as references.
class JsonPage final : public QWidget
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it. isKept: whether saving writes that file, and not only into the memory.
    JsonPage(const Theme &theme, ConfigDraft &draft, bool isKept, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void exportClicked();

private:
    QPushButton *makeButton(const QString &text, const QString &name);
    [[nodiscard]] QString advice() const;

    ConfigDraft &m_draft;
    const bool m_isKept;
    QLabel *m_advice;
    QPushButton *m_export;
    QPlainTextEdit *m_text;
};

} // namespace fuseboard
