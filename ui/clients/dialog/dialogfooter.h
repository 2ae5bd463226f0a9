// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace fuseboard {

class Pill;
class Theme;
struct Badge;

/// The last line of the dialog: the test and its result, what is wrong, Cancel and Save; or, in their place, the
/// question whether changes are to be lost.
class DialogFooter final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit DialogFooter(const Theme &theme, QWidget *parent = nullptr);

    /// A test that runs can be cancelled whatever is wrong.
    void setTest(bool running, const Badge &badge);
    /// obstacle: what prevents saving and testing, "1 value to correct"; empty for nothing.
    void setSaving(const QString &obstacle, bool isFault, bool possible);
    /// A sentence that is no fault of a field; with a way back where canUndo.
    void setMessage(const QString &message, bool isError, bool canUndo);
    void askToDiscard();
    [[nodiscard]] bool isAsking() const;
    void stopAsking();

    [[nodiscard]] QPushButton *saveButton() const { return m_save; }
    [[nodiscard]] QPushButton *testButton() const { return m_test; }

Q_SIGNALS:
    void testClicked();
    void undoClicked();
    void cancelClicked();
    void saveClicked();
    void discardClicked();

private:
    QPushButton *makeButton(const QString &text, const QString &kind = {});
    QWidget *makeActions();
    QWidget *makeQuestion();
    void updateTestButton();

    QStackedLayout *m_stack;
    QPushButton *m_test;
    Pill *m_result;
    QLabel *m_message;
    QPushButton *m_undo;
    QLabel *m_faults;
    QPushButton *m_cancel;
    QPushButton *m_save;
    QPushButton *m_keep;
    QPushButton *m_discard;
    QPointer<QWidget> m_before; // what had the focus when it asked
    bool m_isTesting = false;
};

} // namespace fuseboard
