// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;

namespace fuseboard {

/// Offers the names of variables as soon as "{{" is written into a line, and else words for the whole of it, where it
/// has some. Its line is its parent.
class VariableCompleter final : public QObject
{
    Q_OBJECT

public:
    explicit VariableCompleter(QLineEdit &line, const QStringList &names = {});

    void setNames(const QStringList &names);
    /// What the whole line may be.
    void setWords(const QStringList &words);

protected:
    /// Esc closes the list, and does nothing else: the page would give up a call.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUp(QCompleter &completer, const QString &name);
    void suggest();
    void suggestWord();
    void insert(const QString &name);
    /// Where the name that is being written begins; -1 where none is.
    [[nodiscard]] qsizetype begin() const;

    QLineEdit &m_line;
    QCompleter *m_completer;
    QCompleter *m_words = nullptr; ///< only where there are some
};

} // namespace fuseboard
