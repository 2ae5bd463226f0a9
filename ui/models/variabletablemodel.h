// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/environmentconfig.h"
#include "variables/secretedits.h"

#include <QAbstractTableModel>

namespace fuseboard {

/// The variables of an environment while they are edited, with an empty line at the end that becomes one when a name is
/// written into it. The value of a secret is hidden, unless somebody has written it just now or wants to see it.
class VariableTableModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, ValueColumn, SecretColumn };

    /// A variable, and what is known of its secret. A value.
    struct Row
    {
        Variable variable;
        QString storedName; ///< under which the store has its secret; empty where it cannot have one
        std::optional<QString> secret; ///< as written, or as read from the store
        bool isWritten = false; ///< secret is new
        bool isShown = false;
    };

    explicit VariableTableModel(QObject *parent = nullptr);

    /// Those of a file: secrets are in the store.
    static QList<Row> rowsOf(const QList<Variable> &variables);
    void setRows(const QList<Row> &rows);
    [[nodiscard]] const QList<Row> &rows() const { return m_rows; }
    [[nodiscard]] static QList<Variable> variablesOf(const QList<Row> &rows);
    /// What has to be done in the store so that it has the secrets of these rows, after it had those of the variables
    /// before.
    [[nodiscard]] static QList<SecretEdit> secretEdits(const QString &slug, const QList<Variable> &before,
                                                       const QList<Row> &rows);

    /// Whether that line is one of a secret in the store.
    [[nodiscard]] bool isSecret(int row) const;
    [[nodiscard]] bool isShown(int row) const;
    /// Shows a secret that has been read, if none was written.
    void showSecret(int row, const QString &value);
    void hideSecret(int row);
    /// The empty line at the end cannot be removed.
    void removeVariable(int row);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// By the user, through the view.
    void edited();

private:
    void addVariable(const QString &name);
    void setValue(Row &row, const QString &text) const;
    static void setSecret(Row &row, bool secret);
    [[nodiscard]] static QString shownValue(const Row &row);
    [[nodiscard]] static QString editedValue(const Row &row);

    QList<Row> m_rows;
    bool m_hasEmptyLine = true; // but for the moment in which it becomes a row
};

} // namespace fuseboard
