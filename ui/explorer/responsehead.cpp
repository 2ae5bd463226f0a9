// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/responsehead.h"

#include "base/scheduler.h"
#include "common/figurelabel.h"
#include "common/grid.h"
#include "common/pill.h"
#include "common/presentation.h"
#include "common/theme.h"
#include "explorer/callsession.h"
#include "models/wording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace fuseboard {

namespace {

constexpr int headSide = 14;
constexpr int leastStatus = 48; // the number of it

/// "1.2 KB", or "1.2 KB → 8.4 KB" of a body that was packed.
QString sizeText(const Response &response)
{
    const qint64 decoded = response.bodyBytes();
    const qint64 wire = response.wireBytes;
    if (wire < 0 || wire == decoded)
        return wording::bytes(decoded);
    return ResponseHead::tr("%1 → %2").arg(wording::bytes(wire), wording::bytes(decoded));
}

} // namespace

ResponseHead::ResponseHead(const Theme &theme, const Scheduler &scheduler, QWidget *parent)
    : QWidget(parent)
    , m_scheduler(scheduler)
    , m_status(new Pill(theme, this))
    , m_time(new FigureLabel(theme, this))
    , m_size(new QLabel(this))
    , m_attempts(new Pill(theme, this))
    , m_protocol(new Pill(theme, this))
    , m_wait(new QLabel(this))
    , m_sendNow(new QPushButton(tr("Send now"), this))
    , m_compare(new QPushButton(tr("Compare…"), this))
    , m_save(new QPushButton(tr("Save…"), this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(headSide, 0, headSide, 0);
    row->setSpacing(grid::gap);
    for (QWidget *widget : QList<QWidget *>{m_status, m_time, m_size, m_attempts, m_protocol})
        row->addWidget(widget);
    // Far from Save…, which comes when the call ends: a click that is too late must not open a dialog.
    row->addWidget(m_sendNow);
    row->addStretch();
    row->addWidget(m_wait, 1);
    row->addWidget(m_compare);
    row->addWidget(m_save);
    // A long phrase gives way before a figure does.
    m_status->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_status->setMinimumWidth(leastStatus);
    m_size->setProperty("rank", QStringLiteral("muted"));
    m_size->setFont(theme.font(TextStyle::Small)); // as the time beside it
    m_wait->setTextFormat(Qt::PlainText);
    m_wait->setProperty("rank", QStringLiteral("muted"));
    m_wait->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_sendNow->setToolTip(tr("Ends the wait and sends at once (Ctrl+Alt+Enter)"));
    setFixedHeight(grid::headerHeight);
    m_save->setToolTip(tr("Saves the body of the answer to a file (Ctrl+Shift+S)"));
    m_compare->setToolTip(tr("Sets the answer beside an earlier one of this tab (Ctrl+D)"));
    connect(m_compare, &QPushButton::clicked, this, &ResponseHead::compareRequested);
    connect(m_save, &QPushButton::clicked, this, &ResponseHead::saveRequested);
    connect(m_sendNow, &QPushButton::clicked, this, &ResponseHead::sendNowRequested);
}

void ResponseHead::refresh(const CallSession &session)
{
    const bool shown = !session.isEmpty();
    for (QWidget *widget : QList<QWidget *>{m_status, m_time})
        widget->setVisible(shown);
    if (session.isRunning())
        showRunning(session);
    else
        showEnded(session);
    m_save->setVisible(shown && !session.isRunning() && session.response() && !session.response()->body.isEmpty());
    m_canCompare = session.keptAnswer() && !session.earlierAnswers().isEmpty();
    const int attempts = session.attempts();
    m_attempts->setVisible(attempts > 1);
    m_attempts->setBadge({Tone::Warning, tr("%Ln attempts", nullptr, attempts), {}});
    m_time->setText(wording::measured(session.elapsed()));
    m_status->setToolTip(m_status->badge().text);
    m_wait->setVisible(!m_wait->text().isEmpty());
    fitFigures();
}

bool ResponseHead::canSendNow() const
{
    return !m_sendNow->isHidden();
}

bool ResponseHead::canSave() const
{
    return !m_save->isHidden();
}

void ResponseHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFigures();
}

/// In a narrow pane what is least needed is left out, rather than that each part loses its end.
void ResponseHead::fitFigures()
{
    int room = width() - 2 * headSide + grid::gap;
    for (const QWidget *part : QList<QWidget *>{m_status, m_time, m_attempts, m_wait, m_sendNow, m_save}) {
        if (!part->isHidden())
            room -= (part == m_wait ? 0 : part->sizeHint().width()) + grid::gap;
    }
    const auto fit = [&room](QWidget *part, bool isEmpty) {
        if (!isEmpty)
            room -= part->sizeHint().width() + grid::gap;
        part->setVisible(!isEmpty && room >= 0);
    };
    fit(m_compare, !m_canCompare);
    fit(m_size, m_size->text().isEmpty());
    fit(m_protocol, m_protocol->badge().text.isEmpty());
}

void ResponseHead::showRunning(const CallSession &session)
{
    const auto &wait = session.presentWait();
    m_status->setBadge({Tone::Accent, wait ? tr("Waiting") : tr("Sending"), IconId::Clock});
    m_wait->setText(wait ? wording::waitText(*wait, m_scheduler.now()) : QString());
    m_sendNow->setVisible(wait && wait->kind != TimelineKind::ServerPause);
    m_size->clear();
    m_protocol->setBadge({});
}

void ResponseHead::showEnded(const CallSession &session)
{
    m_wait->clear();
    m_sendNow->hide();
    const auto &response = session.response();
    m_size->setText(response ? sizeText(*response) : QString());
    m_size->setToolTip(tr("What came over the wire, and what it unpacks to where that is another size"));
    m_protocol->setBadge({Tone::Neutral, response ? wording::protocolName(response->protocol) : QString(), {}});
    if (!session.refusal().isEmpty())
        m_status->setBadge({Tone::Danger, tr("Not sent"), IconId::Warning});
    else if (session.isCancelled())
        m_status->setBadge({Tone::Neutral, wording::title(*session.error()), IconId::Stop});
    else if (session.error() && session.error()->kind != ErrorKind::HttpStatus)
        m_status->setBadge({toneOf(session.error()->kind), wording::title(*session.error()), IconId::Warning});
    else if (response)
        m_status->setBadge({toneOfStatus(response->status), wording::statusText(response->status), {}});
}

} // namespace fuseboard
