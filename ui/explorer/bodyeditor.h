// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/requestdraft.h"

#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QStackedWidget;

namespace fuseboard {

class ExactTextEdit;
class FieldTableModel;
class LineVariables;
class PartTableModel;
class RowsEditor;
class TextVariables;
class Theme;

/// The body of a request: its kind, and what of it the kind sends. What was written for other kinds stays.
class BodyEditor final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit BodyEditor(const Theme &theme, QWidget *parent = nullptr);

    /// edited() is not emitted.
    void setDraft(const RequestDraft &draft);
    void readInto(RequestDraft &draft) const;
    void setScope(const VariableScope &scope);
    /// Paths of files below it are kept relative to it.
    void setFolder(const QString &folder) { m_folder = folder; }
    /// Of the form or the parts, whichever is seen.
    void goToRow(int row);
    [[nodiscard]] BodyKind kind() const;

Q_SIGNALS:
    void edited();
    /// In the dialog, before edited(); the whole path.
    void fileChosen(const QString &path);

private:
    ExactTextEdit *makeText(const Theme &theme, const QString &name, const QString &hint);
    TextVariables *addVariables(const Theme &theme, ExactTextEdit &text);
    QWidget *makeParts(const Theme &theme);
    QWidget *makeGraphQl(const Theme &theme);
    QWidget *makeFile();
    void connectParts();
    void showKind();
    void chooseFile(const std::function<void(const QString &)> &chosen);
    [[nodiscard]] QString shownPath(const QString &path) const;

    QComboBox *m_kind;
    QComboBox *m_contentType;
    QStackedWidget *m_pages;
    QList<TextVariables *> m_texts; // first, as the others add themselves
    ExactTextEdit *m_body;
    TextVariables *m_bodyVariables;
    FieldTableModel *m_form;
    RowsEditor *m_formRows;
    PartTableModel *m_parts;
    RowsEditor *m_partRows = nullptr;
    ExactTextEdit *m_query = nullptr;
    ExactTextEdit *m_variables = nullptr;
    QLineEdit *m_operation = nullptr;
    QLineEdit *m_file = nullptr;
    QList<LineVariables *> m_lines;
    QString m_folder;
};

} // namespace fuseboard
