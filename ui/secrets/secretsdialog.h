// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/secretlistmodel.h"
#include "secrets/secretmeans.h"

#include <QDialog>
#include <QHash>

class QLabel;
class QPushButton;
class QTableView;

namespace fuseboard {

class SecretField;

/// All secrets of the workspace, who uses them and where they live; stores, shows, copies and removes them. Those that
/// are used by nothing any more are shown, copied and removed only. What it does is done at once: the files, which only
/// refer to secrets, stay as they are. What is typed for one and not stored waits while another one is looked at.
class SecretsDialog final : public QDialog
{
    Q_OBJECT

public:
    SecretsDialog(const SecretMeans &means, const QList<SecretRow> &rows, QWidget *parent = nullptr);

    [[nodiscard]] SecretListModel *model() { return &m_model; }
    /// Asks first where something was typed and not stored.
    void reject() override;

Q_SIGNALS:
    /// Stored, replaced or removed: whoever has read it before has an old one.
    void secretChanged(const fuseboard::SecretKey &key);

private:
    [[nodiscard]] QWidget *makeHead();
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeEditor();
    [[nodiscard]] QWidget *makeEmpty();
    void showStore();
    void showParts();
    void showCurrent();
    void keepTyped(const QModelIndex &index);
    void lookUp(const SecretKey &key);
    void store();
    void askToRemove();
    [[nodiscard]] const SecretRow *current() const;

    const SecretMeans m_means;
    SecretListModel m_model;
    QHash<QString, QString> m_typed; // and not stored, by keys
    QLabel *m_advice = nullptr;
    QPushButton *m_unlock = nullptr;
    QWidget *m_empty = nullptr;
    QTableView *m_table = nullptr;
    QWidget *m_editor = nullptr;
    QLabel *m_subject = nullptr;
    QLabel *m_elsewhere = nullptr;
    SecretField *m_field = nullptr;
    QPushButton *m_store = nullptr;
};

} // namespace fuseboard
