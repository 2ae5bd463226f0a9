// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFrame>

class QLabel;

namespace fuseboard {

class Theme;

/// What is wrong with the history, above its list. Hidden while there is nothing to say.
class HistoryBanner final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit HistoryBanner(const Theme &theme, QWidget *parent = nullptr);

    /// Whole sentences; empty hides it.
    void setText(const QString &text);

private:
    QLabel *m_text;
};

} // namespace fuseboard
