// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/pipelineview.h"

#include "clients/dialog/pipelinestep.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/config/configdraft.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int arrowRoom = 20;
constexpr int narrowStep = 108; // its figures may need a third line
constexpr int frameRoom = 6;
constexpr int sideRoom = grid::page; // as the pages have
constexpr int captionRoom = 18;

bool isOffIn(PipelineStage stage, const ClientConfig &config)
{
    switch (stage) {
    case PipelineStage::Limiter:
        return !config.rateLimit;
    case PipelineStage::Breaker:
        return !config.circuitBreaker;
    case PipelineStage::Retry:
        return !config.retry || config.retry->maxRetries == 0;
    case PipelineStage::Prepare:
    case PipelineStage::Http:
        return false;
    }
    Q_UNREACHABLE();
}

/// Those that a step's figures tell of.
QStringList fieldsOf(PipelineStage stage)
{
    switch (stage) {
    case PipelineStage::Limiter:
        return {u"rate_limit"_s};
    case PipelineStage::Breaker:
        return {u"circuit_breaker"_s};
    case PipelineStage::Retry:
        return {u"retry"_s};
    case PipelineStage::Prepare:
        return {u"auth.type"_s};
    case PipelineStage::Http:
        return {u"connect_timeout"_s, u"timeout"_s};
    }
    Q_UNREACHABLE();
}

} // namespace

PipelineView::PipelineView(const Theme &theme, ConfigDraft &draft, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_draft(draft)
    , m_row(new QHBoxLayout)
    , m_sentence(new QLabel(this))
    , m_link(new QPushButton(this))
{
    setAccessibleName(tr("The way of a call"));
    for (const PipelineStage stage : pipelineStages(Pipeline::PerCall)) {
        auto *step = new PipelineStep(theme, stage, this);
        m_steps.append(step);
        connect(step, &PipelineStep::clicked, this, [this, step] { Q_EMIT stageChosen(step->stage()); });
    }
    m_row->setSpacing(arrowRoom);
    m_row->setContentsMargins(sideRoom, captionRoom, sideRoom, frameRoom);
    m_sentence->setProperty("rank", u"muted"_s);
    m_sentence->setFont(theme.font(TextStyle::Small));
    m_link->setProperty("kind", u"link"_s);
    m_link->setFont(theme.font(TextStyle::Small));
    m_link->setAutoDefault(false);
    m_link->setCursor(Qt::PointingHandCursor);
    connect(m_link, &QPushButton::clicked, this, &PipelineView::switchPipeline);
    auto *below = new QHBoxLayout;
    below->setSpacing(0);
    below->setContentsMargins(sideRoom, 0, sideRoom, 0);
    below->addWidget(m_sentence);
    below->addWidget(m_link);
    below->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::unit);
    column->addLayout(m_row);
    column->addLayout(below);
}

PipelineStep *PipelineView::step(PipelineStage stage) const
{
    return m_steps.at(int(stage));
}

void PipelineView::refresh()
{
    const ClientConfig &config = m_draft.config();
    for (PipelineStep *step : std::as_const(m_steps)) {
        const QStringList fields = fieldsOf(step->stage());
        if (std::any_of(fields.begin(), fields.end(), [this](const QString &path) { return m_draft.faultOf(path); }))
            step->markFaulty();
        else
            step->setFigures(wording::figures(step->stage(), config), isOffIn(step->stage(), config));
    }
    if (m_shown == config.pipeline)
        return;
    m_shown = config.pipeline;
    m_sentence->setText(wording::pipelineSentence(config.pipeline));
    m_link->setText(wording::pipelineLink(config.pipeline));
    m_link->setAccessibleName(m_link->text());
    layOut();
}

void PipelineView::layOut()
{
    for (PipelineStep *step : std::as_const(m_steps))
        m_row->removeWidget(step);
    QWidget *before = nullptr;
    for (const PipelineStage stage : pipelineStages(*m_shown)) {
        m_row->addWidget(step(stage), 1);
        if (before)
            setTabOrder(before, step(stage));
        before = step(stage);
    }
    setTabOrder(before, m_link);
    update();
}

void PipelineView::setCurrent(std::optional<PipelineStage> stage)
{
    for (PipelineStep *step : std::as_const(m_steps))
        step->setChecked(stage == step->stage());
}

void PipelineView::switchPipeline()
{
    if (m_shown == Pipeline::PerCall)
        m_draft.setValue(u"pipeline"_s, JsonValue::ofText(u"per_attempt"_s));
    else
        m_draft.clear(u"pipeline"_s);
}

void PipelineView::resizeEvent(QResizeEvent *)
{
    const int arrows = int(m_steps.size() - 1) * arrowRoom;
    const int stepWidth = (width() - 2 * sideRoom - arrows) / int(m_steps.size());
    for (PipelineStep *step : std::as_const(m_steps)) // by the width alone: nothing jumps while figures are typed
        step->setLines(stepWidth < narrowStep ? 3 : 2);
}

void PipelineView::paintEvent(QPaintEvent *)
{
    if (!m_shown)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(TextStyle::Caption));
    QRectF frame;
    for (const PipelineStage stage : repeatedStages(*m_shown))
        frame |= QRectF(step(stage)->geometry());
    frame.adjust(-frameRoom + 0.5, -captionRoom + 0.5, frameRoom - 0.5, frameRoom - 0.5);
    painter.setPen(QPen(m_theme.color(ColorRole::BorderStrong), 1, Qt::DashLine));
    painter.setBrush(m_theme.color(ColorRole::Window));
    painter.drawRoundedRect(frame, grid::radius, grid::radius);
    painter.setPen(m_theme.color(ColorRole::Muted));
    painter.drawText(frame.adjusted(frameRoom, 1, -frameRoom, 0), Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(tr("each attempt"), Qt::ElideRight, int(frame.width()) - 12));
    const QList<PipelineStage> stages = pipelineStages(*m_shown);
    for (qsizetype i = 1; i < stages.size(); ++i) {
        const QRect left = step(stages.at(i - 1))->geometry();
        const bool entersFrame = !frame.contains(left) && frame.contains(step(stages.at(i))->geometry());
        const double x = left.right() + 1 + (arrowRoom - (entersFrame ? frameRoom : 0)) / 2.0;
        const double y = left.center().y();
        QPainterPath arrow(QPointF(x - 5, y));
        arrow.lineTo(x + 5, y);
        arrow.moveTo(x + 1.5, y - 3.5);
        arrow.lineTo(x + 5, y);
        arrow.lineTo(x + 1.5, y + 3.5);
        painter.strokePath(arrow, QPen(m_theme.color(ColorRole::Muted), 1.2));
    }
}

} // namespace fuseboard
