// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "client/clientsnapshot.h"
#include "common/badge.h"

#include <QAbstractButton>

#include <vector>

namespace fuseboard {

class Theme;

/// A client at a glance: state, p95 with a line of the last minute, errors, tokens. A button that chooses the client.
class ClientTile final : public QAbstractButton
{
    Q_OBJECT

public:
    static constexpr int tileHeight = 140;
    static constexpr int leastWidth = 170; ///< five in the dashboard of a window of 1280
    static constexpr int mostWidth = 480; ///< beyond it a tile is mostly empty

    /// The theme must outlive it.
    explicit ClientTile(const Theme &theme, QWidget *parent = nullptr);

    /// Repaints only when something visible has changed.
    void setSnapshot(const ClientSnapshot &snapshot);
    /// p95 in milliseconds, oldest first.
    void setHistory(std::vector<std::optional<double>> values);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    /// What the tile shows, in words.
    struct Face
    {
        QString name;
        Badge badge;
        QString shortState; ///< of the badge where there is no room
        QString subline;
        QString latency;
        QString errors;
        QString tokens; ///< empty without a limiter
        QString shortTokens; ///< where there is no room: "100k/100k"
        double level = 0;

        friend bool operator==(const Face &, const Face &) = default;
    };

    static Face faceOf(const ClientSnapshot &snapshot);
    static void addWaits(Face &face, const ClientSnapshot &snapshot);
    void paintFrame(QPainter &painter) const;
    void paintHead(QPainter &painter) const;
    void paintLatency(QPainter &painter) const;
    void paintFoot(QPainter &painter) const;

    const Theme &m_theme;
    Face m_face;
    std::vector<std::optional<double>> m_history;
};

} // namespace fuseboard
