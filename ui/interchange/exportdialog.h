// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "config/environmentconfig.h"
#include "interchange/clientexporter.h"
#include "interchange/exportedclient.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace fuseboard {

class Theme;

/// One client's configuration in a format of choice: seen before it goes anywhere, then to the clipboard or into a
/// file. Its {{variables}} stay, or get the values that they have in an environment; those that are secrets stay.
/// Shown with open(); Esc closes it.
class ExportDialog final : public QDialog
{
    Q_OBJECT

public:
    struct Content
    {
        ClientConfig config; ///< as written
        QList<Environment> environments = {}; ///< all there are
        QString current = {}; ///< slug of the one whose values are shown first; empty for none
        bool isEdited = false; ///< somebody is at it, and it is not all saved: so it is told
    };

    /// The theme must outlive it.
    ExportDialog(const Theme &theme, const Content &content, QWidget *parent = nullptr);
    ~ExportDialog() override;

    /// By its id; ignored for an unknown one.
    void setFormat(const QString &id);
    /// By its slug; empty: variables stay. Ignored for an unknown one, and where there are no variables.
    void setEnvironment(const QString &slug);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    /// A sentence for the status line.
    void noticed(const QString &text);

private:
    void build(const Theme &theme);
    QLabel *makeNote(const QString &rank);
    QLayout *buildChoices();
    QWidget *buildButtons();
    void fillEnvironments(const Theme &theme);
    void showEnvironment();
    void takeValues();
    [[nodiscard]] QString problemOf(const QList<ConfigFault> &faults) const;
    void showFormat();
    void copy();
    void chooseFile();
    void save(const QString &file);
    [[nodiscard]] const ClientExporter &exporter() const;

    const Content m_content;
    const ExportedClient m_plain; // without an environment
    ClientConfig m_exported;
    const std::vector<std::unique_ptr<ClientExporter>> m_formats;
    QComboBox *m_format;
    QLabel *m_environmentLabel;
    QComboBox *m_environment;
    QLabel *m_note;
    QLabel *m_staying; // which variables stay, and why
    QLabel *m_missing;
    QPlainTextEdit *m_preview;
    QLabel *m_problem;
};

} // namespace fuseboard
