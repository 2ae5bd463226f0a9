// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "variables/variablescope.h"

#include <QWidget>

#include <optional>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedLayout;
class QToolButton;
class QVBoxLayout;

namespace fuseboard {

class ExactTextEdit;
class FieldTable;
class RowTableModel;
class TextVariables;
class Theme;

/// Rows in a table, or all of them as lines of a text, where they have one: a button in the head goes from one to the
/// other. What is written in the text is in the model at once. Descriptions are seen where there are some, or room for
/// them, and wherever their button says so.
class RowsEditor final : public QWidget
{
    Q_OBJECT

public:
    /// name: what the rows are, for screen readers. Theme and model must outlive it.
    RowsEditor(const Theme &theme, RowTableModel &model, const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] FieldTable &table() { return *m_table; }
    /// Above the rows, with the buttons beside it: in a head of many columns they would lie on the last title. There is
    /// no room below them then that their lines do not need.
    void setHeading(const QString &text);
    [[nodiscard]] bool isText() const;
    /// Goes to a row of the table, or to the text.
    void goToRow(int row);
    void setScope(const VariableScope &scope);
    /// What all lines need.
    [[nodiscard]] int contentHeight() const;

Q_SIGNALS:
    /// contentHeight() may be another one.
    void contentResized();

protected:
    /// What the text has nothing to undo for is left to who holds the editor.
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeTextPage(const Theme &theme, const QString &name);
    void connectParts();
    void setIsText(bool isText);
    void showRows();
    void beginText();
    void takeText();
    void fitDescriptions(bool mayHide);
    void placeButtons();
    void fitHeight();

    RowTableModel &m_model;
    const QString m_name;
    QVBoxLayout *m_column;
    QLabel *m_heading = nullptr; // where there is one
    QStackedLayout *m_pages;
    FieldTable *m_table;
    QToolButton *m_descriptions;
    QPushButton *m_toggle;
    QHBoxLayout *m_textHead = nullptr;
    ExactTextEdit *m_text = nullptr;
    TextVariables *m_variables = nullptr;
    QString m_taken; // the model's text when it was shown, or made from what is written
    bool m_isTaking = false;
    std::optional<bool> m_wantsDescriptions; // as its user has chosen
};

} // namespace fuseboard
