// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;

namespace fuseboard {

/// Offers the names of variables as soon as "{{" is written into a line. Its line is its parent.
class VariableCompleter final : public QObject
{
    Q_OBJECT

public:
    explicit VariableCompleter(QLineEdit &line, const QStringList &names = {});

    void setNames(const QStringList &names);

protected:
    /// Esc closes the list, and does nothing else: the page would give up a call.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void suggest();
    void insert(const QString &name);
    /// Where the name that is being written begins; -1 where none is.
    [[nodiscard]] qsizetype begin() const;

    QLineEdit &m_line;
    QCompleter *m_completer;
};

} // namespace fuseboard
