// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/dialogmeans.h"
#include "common/badge.h"
#include "explorer/callsession.h"
#include "models/timelinemodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace fuseboard {

class Theme;

/// A request on the real engine with settings that are not saved yet, and its story.
class TestPanel final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    TestPanel(const Theme &theme, DialogMeans means, QWidget *parent = nullptr);

    /// Sends a GET of the path below the base URL. Ignored while one is under way.
    void start(const ClientConfig &config);
    void cancel();
    /// What the fields hold now. Where that is not what was tested, the result says so; where it is wrong, none starts.
    void setSettings(const ClientConfig &present, bool areRight);
    [[nodiscard]] bool isRunning() const { return m_session.isRunning(); }
    /// How the last one ended: "200 in 84 ms"; empty text before the first, and where it was of other settings.
    [[nodiscard]] Badge badge() const;
    /// What it says besides.
    [[nodiscard]] QString sentence() const;

Q_SIGNALS:
    void changed();
    /// With the present settings.
    void againAsked();

protected:
    /// Enter in the path tests, and does not save.
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(const Theme &theme);
    void refresh();
    [[nodiscard]] Badge endBadge() const;
    [[nodiscard]] QString endSentence() const;
    /// Says where it was of other settings than the fields hold now.
    [[nodiscard]] QString withWhatWasTested(const QString &told) const;
    [[nodiscard]] bool isOutdated() const { return !m_areRight || m_present != m_tested; }

    const DialogMeans m_means;
    std::shared_ptr<ApiClient> m_client; // outlives the session
    CallSession m_session;
    TimelineModel m_timeline;
    QTimer m_tick;
    QLineEdit *m_path;
    QLabel *m_sentence;
    QPushButton *m_again;
    ClientConfig m_present;
    ClientConfig m_tested;
    bool m_areRight = true;
};

} // namespace fuseboard
