// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QRect>
#include <QStringList>

#include <optional>

class QCompleter;
class QLineEdit;
class QWidget;

namespace fuseboard {

class ExactTextEdit;

/// Offers the names of variables as soon as "{{" is written into a line or a text, and else words for the whole of a
/// line, where it has some. The line or text is its parent.
class VariableCompleter final : public QObject
{
    Q_OBJECT

public:
    explicit VariableCompleter(QLineEdit &line);
    explicit VariableCompleter(ExactTextEdit &text);

    void setNames(const QStringList &names);
    /// What the whole line may be; a text takes none.
    void setWords(const QStringList &words);

protected:
    /// Esc closes the list, and does nothing else: the page would give up a call. Return and Tab take what is chosen
    /// for a text too, which would take them for itself.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit VariableCompleter(QWidget &widget);
    void setUp(QCompleter &completer, const QString &name);
    void suggest();
    void suggestWord();
    void showList(QCompleter &completer, const QRect &place);
    void insert(const QString &name);
    /// Puts the cursor behind it, over what follows.
    void replaceWritten(const QString &written, const QString &reference, int over);
    /// Of the present line, up to the cursor and from there.
    [[nodiscard]] QString before() const;
    [[nodiscard]] QString after() const;
    /// The name that is being written, and may still be empty; nothing where none is.
    [[nodiscard]] std::optional<QString> written() const;
    [[nodiscard]] QRect place() const;

    /// Whether a brace was typed into a line right behind those that a name was taken with, and is gone again.
    bool typesOver();

    QWidget &m_widget;
    QLineEdit *m_line = nullptr; ///< or else it is a text
    ExactTextEdit *m_text = nullptr;
    QCompleter *m_completer;
    QCompleter *m_words = nullptr; ///< only where there are some
    int m_ownBraces = 0; ///< that may still be typed over
    qsizetype m_closedAt = 0; ///< the place behind them
};

} // namespace fuseboard
