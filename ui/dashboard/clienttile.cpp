// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "dashboard/clienttile.h"

#include "common/card.h"
#include "common/figures.h"
#include "common/focus.h"
#include "common/grid.h"
#include "common/presentation.h"
#include "common/sparkline.h"
#include "common/theme.h"
#include "dashboard/levelbar.h"
#include "models/breakerwording.h"
#include "models/figures.h"

#include <QPainter>
#include <QPainterPath>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int tileLeft = 16;
constexpr int tileRight = 12;

/// A word of the tile's last line.
struct FootWord
{
    QString text;
    bool isFigure = false;
    double after = 4; ///< room behind it
};

double widthOf(const QList<FootWord> &words, const QFont &plain, const QFont &bold)
{
    double width = 0;
    for (const FootWord &word : words)
        width += figuresWidth(word.isFigure ? bold : plain, word.text) + word.after;
    return words.isEmpty() ? 0 : width - words.last().after;
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

} // namespace

ClientTile::ClientTile(const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("p95 of calls from begin to end: waits for tokens and between retries are part of it."));
}

void ClientTile::setSnapshot(const ClientSnapshot &snapshot)
{
    Face face = faceOf(snapshot);
    if (face == m_face)
        return;
    m_face = std::move(face);
    setAccessibleName(m_face.name + u", "_s + m_face.badge.text);
    setAccessibleDescription(
        tr("%1, p95 latency with waits %2, errors %3").arg(m_face.subline, m_face.latency, m_face.errors));
    update();
}

void ClientTile::setHistory(std::vector<std::optional<double>> values)
{
    if (values == m_history)
        return;
    m_history = std::move(values);
    update();
}

QSize ClientTile::sizeHint() const
{
    return {240, tileHeight};
}

QSize ClientTile::minimumSizeHint() const
{
    return {leastWidth, tileHeight};
}

ClientTile::Face ClientTile::faceOf(const ClientSnapshot &snapshot)
{
    Face face;
    face.name = snapshot.name;
    if (snapshot.breaker) {
        const BreakerState state = snapshot.breaker->state;
        face.badge = {toneOf(healthOf(snapshot)), capitalised(wording::pillText(*snapshot.breaker)), glyphOf(state)};
        face.shortState = capitalised(wording::word(*snapshot.breaker));
        if (snapshot.breaker->isolated)
            face.badge.glyph = IconId::Isolate;
        face.subline = wording::subline(*snapshot.breaker);
    } else {
        face.badge = {toneOf(ClientHealth::Unwatched), tr("No breaker"), {}};
        face.subline = tr("no breaker, all is sent");
    }
    addWaits(face, snapshot);
    face.latency = snapshot.p95 ? wording::duration(*snapshot.p95) : u"–"_s;
    face.errors = snapshot.errorRate ? wording::percent(*snapshot.errorRate) : u"–"_s;
    if (snapshot.limiter) {
        const auto tokens = static_cast<qint64>(std::floor(std::max(snapshot.limiter->tokens, 0.0)));
        face.tokens = wording::count(tokens) + u'/' + wording::count(snapshot.limiter->burst);
        face.shortTokens = wording::shortCount(tokens) + u'/' + wording::shortCount(snapshot.limiter->burst);
        face.level = snapshot.limiter->tokens / std::max(snapshot.limiter->burst, 1);
    }
    return face;
}

void ClientTile::addWaits(Face &face, const ClientSnapshot &snapshot)
{
    if (!snapshot.limiter)
        return;
    const LimiterSnapshot &limiter = *snapshot.limiter;
    const bool passes = !snapshot.breaker
        || (snapshot.breaker->state == BreakerState::Closed && !snapshot.breaker->isolated);
    if (!passes)
        return; // nothing is sent anyway, and the breaker's own end comes first
    if (limiter.pausedFor) {
        face.badge = {toneOf(healthOf(snapshot)),
                      capitalised(tr("paused %1").arg(wording::countdown(*limiter.pausedFor))), IconId::Pause};
        face.shortState = capitalised(tr("paused"));
        face.subline = tr("paused until %1").arg(wording::endOfPause(snapshot.wallAt, *limiter.pausedFor));
    } else if (limiter.waiting > 0) {
        //: %1 about failures, %2 how many calls wait for a token
        face.subline = tr("%1 · %2 waiting").arg(face.subline, wording::count(limiter.waiting));
    }
}

void ClientTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintFrame(painter);
    paintHead(painter);
    paintLatency(painter);
    paintFoot(painter);
}

void ClientTile::paintFrame(QPainter &painter) const
{
    const QRectF frame(rect());
    paintCard(painter, frame, m_theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath outline;
    outline.addRoundedRect(frame, grid::radius, grid::radius);
    painter.setClipPath(outline);
    painter.fillRect(QRectF(0, 0, 4, height()), m_theme.color(fillRole(m_face.badge.tone)));
    painter.setClipping(false);
    const bool focused = showsFocus(this);
    if (focused || isChecked() || underMouse()) {
        const ColorRole role = focused || isChecked() ? ColorRole::FocusRing : ColorRole::BorderStrong;
        const double pen = focused ? 2 : 1;
        painter.setPen(QPen(m_theme.color(role), pen));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(frame.adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2), grid::radius, grid::radius);
    }
    painter.restore();
}

void ClientTile::paintHead(QPainter &painter) const
{
    painter.setFont(m_theme.font(TextStyle::Strong));
    const int nameWidth = painter.fontMetrics().horizontalAdvance(m_face.name);
    Badge badge = m_face.badge;
    QSizeF pill = badgeSize(m_theme, badge);
    const double leastLeft = width() / 2.5; // a name gets that much, however long the pill is
    const auto isTight = [&] {
        const double left = width() - tileRight - pill.width();
        return tileLeft + nameWidth + 8 > left || leastLeft > left;
    };
    if (isTight()) {
        badge.glyph.reset(); // the word says as much
        pill = badgeSize(m_theme, badge);
    }
    // The line below tells the time left as well: better the whole name than the time twice.
    if (isTight()) {
        badge.text = m_face.shortState;
        pill = badge.text.isEmpty() ? QSizeF() : badgeSize(m_theme, badge);
    }
    const double pillLeft = std::max(width() - tileRight - pill.width(), leastLeft);
    if (!badge.text.isEmpty())
        paintBadge(painter, QRectF(pillLeft, 12, width() - tileRight - pillLeft, pill.height()), m_theme, badge);
    painter.setFont(m_theme.font(TextStyle::Strong));
    const QRectF name(tileLeft, 12, pillLeft - tileLeft - 8, 20);
    painter.setPen(m_theme.color(ColorRole::Text));
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_face.name, Qt::ElideRight, static_cast<int>(name.width())));
    const QRectF subline(tileLeft, 32, width() - tileLeft - tileRight, 18);
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(ColorRole::Muted));
    drawFigures(painter, subline, Qt::AlignLeft | Qt::AlignVCenter,
                painter.fontMetrics().elidedText(m_face.subline, Qt::ElideRight, static_cast<int>(subline.width())));
}

void ClientTile::paintLatency(QPainter &painter) const
{
    painter.setFont(m_theme.font(TextStyle::Figure));
    painter.setPen(m_theme.color(ColorRole::Text));
    drawFigures(painter, QRectF(tileLeft, 53, width() / 2.0, 28), Qt::AlignLeft | Qt::AlignVCenter, m_face.latency);
    painter.setFont(m_theme.font(TextStyle::Caption));
    painter.setPen(m_theme.color(ColorRole::Muted));
    painter.drawText(QRectF(tileLeft, 79, width() / 2.0, 16), Qt::AlignLeft | Qt::AlignVCenter, tr("p95 with waits"));
    const double left = tileLeft + std::max(92.0, (width() - tileLeft - tileRight) * 0.43);
    const Tone tone = m_face.badge.tone;
    const bool calm = tone == Tone::Success || tone == Tone::Neutral;
    paintSparkLine(painter, QRectF(left, 56, width() - tileRight - left, 34), m_history,
                   m_theme.color(calm ? ColorRole::Accent : fillRole(tone)));
}

void ClientTile::paintFoot(QPainter &painter) const
{
    const QFont plain = m_theme.font(TextStyle::Small);
    QFont bold = plain;
    bold.setWeight(QFont::DemiBold);
    const double between = width() < 220 ? 6 : 12;
    const double room = width() - tileLeft - tileRight;
    const FootWord errors{tr("errors")};
    const FootWord rate{m_face.errors, true, between};
    const FootWord tokens{tr("tokens")};
    const QString left = m_face.shortTokens.section(u'/', 0, 0);
    QList<QList<FootWord>> ways{{errors, rate, tokens, {m_face.tokens, true}},
                                {errors, rate, tokens, {m_face.shortTokens, true}},
                                {errors, rate, tokens, {left, true}}, // of how many tells the bar below
                                {errors, rate, {left, true}}};
    if (m_face.tokens.isEmpty())
        ways = {{errors, rate, {tr("no rate limit")}}, {errors, rate}};
    while (ways.size() > 1 && widthOf(ways.first(), plain, bold) > room)
        ways.removeFirst();
    double x = tileLeft;
    for (const FootWord &word : std::as_const(ways.first())) {
        painter.setFont(word.isFigure ? bold : plain);
        painter.setPen(m_theme.color(word.isFigure ? ColorRole::Text : ColorRole::Muted));
        const double needed = figuresWidth(painter.font(), word.text);
        drawFigures(painter, QRectF(x, 99, needed, 18), Qt::AlignLeft | Qt::AlignVCenter, word.text);
        x += needed + word.after;
    }
    if (m_face.tokens.isEmpty())
        return;
    paintLevel(painter, QRectF(tileLeft, 123, width() - tileLeft - tileRight, 4), m_face.level,
               m_theme.color(ColorRole::Accent), m_theme.color(ColorRole::Track));
}

} // namespace fuseboard
