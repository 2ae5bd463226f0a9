// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "history/historylimitsdialog.h"

#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/historywording.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostDays = 3'650;
constexpr int leastMegabytes = 5; // an empty file and its index take a part of one
constexpr int mostMegabytes = 10'000;
constexpr qint64 megabyte = 1'000'000;
constexpr auto oneDay = std::chrono::hours(24);

QLabel *limitsLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

HistoryLimitsDialog::HistoryLimitsDialog(const Theme &theme, const HistoryLimits &limits, QWidget *parent)
    : QDialog(parent)
    , m_before(limits)
    , m_days(new QSpinBox(this))
    , m_daysUnit(new QLabel(this))
    , m_megabytes(new QSpinBox(this))
    , m_usage(limitsLabel(this))
    , m_consequence(limitsLabel(this))
{
    constexpr int width = 420;
    setObjectName(u"history-limits"_s);
    setWindowTitle(tr("Limits of the history"));
    auto *title = limitsLabel(this);
    title->setText(tr("How much is kept"));
    title->setFont(theme.font(TextStyle::Title));
    m_usage->setObjectName(u"history-usage"_s);
    m_usage->setProperty("rank", u"muted"_s);
    m_consequence->setObjectName(u"history-consequence"_s);
    m_consequence->setMinimumHeight(2 * m_consequence->fontMetrics().lineSpacing());
    m_consequence->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::cardGap);
    column->addWidget(title);
    column->addLayout(makeFields());
    column->addWidget(m_usage);
    column->addWidget(m_consequence);
    column->addStretch();
    column->addLayout(makeButtons());
    fill(limits);
    setMinimumWidth(width);
}

QGridLayout *HistoryLimitsDialog::makeFields()
{
    auto *fields = new QGridLayout;
    fields->setHorizontalSpacing(grid::cardGap);
    fields->setVerticalSpacing(grid::gap);
    fields->setColumnStretch(3, 1);
    const auto add = [&](int row, const QString &text, QSpinBox *field, QLabel *unit, const QString &name) {
        auto *label = new QLabel(text, this);
        label->setBuddy(field);
        field->setObjectName(name);
        field->setGroupSeparatorShown(true);
        fields->addWidget(label, row, 0);
        fields->addWidget(field, row, 1);
        fields->addWidget(unit, row, 2);
        connect(field, &QSpinBox::valueChanged, this, &HistoryLimitsDialog::tellConsequence);
    };
    m_days->setRange(1, mostDays);
    m_days->setAccessibleName(tr("Days that calls are kept"));
    m_megabytes->setRange(leastMegabytes, mostMegabytes);
    m_megabytes->setAccessibleName(tr("Megabytes that the history takes at most"));
    //: "Keep calls for [30] days"
    add(0, tr("&Keep calls for"), m_days, m_daysUnit, u"history-days"_s);
    //: "and at most [256] MB"
    add(1, tr("and at &most"), m_megabytes, new QLabel(tr("MB in this workspace"), this), u"history-megabytes"_s);
    return fields;
}

QHBoxLayout *HistoryLimitsDialog::makeButtons()
{
    auto *reset = new QPushButton(tr("&Reset to defaults"), this);
    reset->setProperty("kind", u"flat"_s);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *keep = new QPushButton(tr("&Save"), this);
    keep->setObjectName(u"history-save-limits"_s);
    keep->setProperty("kind", u"primary"_s);
    keep->setDefault(true);
    for (QPushButton *button : {reset, cancel})
        button->setAutoDefault(false);
    connect(reset, &QPushButton::clicked, this, [this] { fill(HistoryLimits()); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(keep, &QPushButton::clicked, this, &HistoryLimitsDialog::save);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addWidget(reset);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(keep);
    return buttons;
}

void HistoryLimitsDialog::fill(const HistoryLimits &limits)
{
    m_days->setValue(int(limits.maxAge / oneDay));
    m_megabytes->setValue(int(limits.maxBytes / megabyte));
    tellConsequence();
}

HistoryLimits HistoryLimitsDialog::chosen() const
{
    HistoryLimits limits = m_before;
    limits.maxAge = m_days->value() * oneDay;
    limits.maxBytes = m_megabytes->value() * megabyte;
    return limits;
}

void HistoryLimitsDialog::setUsage(const HistoryUsage &usage)
{
    //: %1 is "1,204 calls, 18 MB"
    m_usage->setText(tr("Kept now: %1.").arg(wording::usage(usage)));
}

void HistoryLimitsDialog::tellConsequence()
{
    //: After a field with their number: "Keep calls for [30] days"
    m_daysUnit->setText(tr("days", nullptr, m_days->value()));
    const bool deletes = isLess(chosen(), m_before);
    m_consequence->setText(deletes ? tr("What exceeds this is deleted, and cannot be brought back. Saving asks first.")
                                   : tr("Older calls make room for new ones."));
    setRank(m_consequence, deletes ? QString() : u"muted"_s);
}

void HistoryLimitsDialog::save()
{
    const HistoryLimits limits = chosen();
    accept();
    if (limits != m_before)
        Q_EMIT limitsChosen(limits);
}

} // namespace fuseboard
