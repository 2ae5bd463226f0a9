// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "history/historylimits.h"
#include "history/historyusage.h"

#include <QDialog>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QSpinBox;

namespace fuseboard {

class Theme;

/// For how long calls are kept, and how much room they take. Shown with open().
class HistoryLimitsDialog final : public QDialog
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    HistoryLimitsDialog(const Theme &theme, const HistoryLimits &limits, QWidget *parent = nullptr);

    /// What is kept now; nothing is said of it until it is known.
    void setUsage(const HistoryUsage &usage);

Q_SIGNALS:
    /// Not those that it began with.
    void limitsChosen(const fuseboard::HistoryLimits &limits);

private:
    [[nodiscard]] QGridLayout *makeFields();
    [[nodiscard]] QHBoxLayout *makeButtons();
    [[nodiscard]] HistoryLimits chosen() const;
    void fill(const HistoryLimits &limits);
    void tellConsequence();
    void save();

    const HistoryLimits m_before;
    QSpinBox *m_days;
    QLabel *m_daysUnit;
    QSpinBox *m_megabytes;
    QLabel *m_usage;
    QLabel *m_consequence;
};

} // namespace fuseboard
