// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSortFilterProxyModel>
#include <QStringList>

namespace fuseboard {

/// What of a ClientTreeModel matches a text: every word of it must occur, in any case, in the name, method or URL of a
/// request or in the name of its client or of a folder that it is in. A client or folder that matches shows all its
/// requests.
class ClientFilterModel final : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit ClientFilterModel(QObject *parent = nullptr);

    void setFilterText(const QString &text);
    [[nodiscard]] QString filterText() const { return m_words.join(u' '); }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    QStringList m_words;
};

} // namespace fuseboard
