// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QPlainTextEdit;

namespace fuseboard {

class ConfigDraft;
class Theme;

/// The file as it will be written, for reading and copying. Secrets stand in it as references.
class JsonPage final : public QWidget
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it. isKept: whether saving writes that file, and not only into the memory.
    JsonPage(const Theme &theme, ConfigDraft &draft, bool isKept, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] QString text() const;

private:
    ConfigDraft &m_draft;
    QPlainTextEdit *m_text;
};

} // namespace fuseboard
