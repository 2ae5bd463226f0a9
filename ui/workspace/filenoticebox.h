// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace fuseboard {

class Theme;

/// What is wrong with a file of the workspace, and a button that opens it. Hidden while there is nothing to say.
class FileNoticeBox final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit FileNoticeBox(const Theme &theme, QWidget *parent = nullptr);

    /// Whole sentences; empty hides it. Without a file there is no button.
    void setNotice(const QString &text, const QString &file);

Q_SIGNALS:
    /// The user wants to see that file.
    void fileChosen(const QString &file);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QScrollArea *m_scroll;
    QLabel *m_text;
    QPushButton *m_open;
    QString m_file;
};

} // namespace fuseboard
