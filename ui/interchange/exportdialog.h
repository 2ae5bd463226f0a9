// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "interchange/clientexporter.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace fuseboard {

class Theme;

/// One client's configuration in a format of choice: seen before it goes anywhere, then to the clipboard or into a
/// file. Shown with open(); Esc closes it.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    ExportDialog(const Theme &theme, const ClientConfig &config, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// By its id; ignored for an unknown one.
    void setFormat(const QString &id);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    void build(const Theme &theme);
    QWidget *buildButtons();
    void showFormat();
    void copy();
    void chooseFile();
    void save(const QString &file);
    [[nodiscard]] const ClientExporter &exporter() const;

    const ClientConfig m_config;
    const std::vector<std::unique_ptr<ClientExporter>> m_formats;
    QComboBox *m_format;
    QLabel *m_note;
    QPlainTextEdit *m_preview;
    QLabel *m_problem;
};

} // namespace fuseboard
