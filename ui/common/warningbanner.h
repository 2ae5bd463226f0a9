// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;
class QPushButton;

namespace fuseboard {

class Theme;

/// A warning above what it is about. Hidden while there is nothing to say.
class WarningBanner : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    WarningBanner(const Theme &theme, const QString &objectName, QWidget *parent = nullptr);

    /// Whole sentences; empty hides it.
    void setText(const QString &text);

protected:
    /// Behind the text; takes it over.
    void addAction(QPushButton *button);

private:
    QLabel *m_text;
};

} // namespace fuseboard
