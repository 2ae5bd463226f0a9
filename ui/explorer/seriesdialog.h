// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/callseries.h"
#include "explorer/serieschecks.h"
#include "models/seriestablemodel.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableView;

namespace fuseboard {

class ElidedLabel;
class Theme;

/// Sends a request many times and shows what comes of it. Shown with show(): the dashboard beside it is to be watched
/// meanwhile. Closing it stops the series, and what its last answer gives to variables is told all the same. Draws
/// nothing while it is hidden.
class SeriesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive it.
    SeriesDialog(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);

    /// Whose calls they are, for its head. isCapturing: the request has captures.
    void setRequest(const QString &method, const QString &name, const QString &client, bool isCapturing = false);
    /// Answers runRequested(): the calls begin, as the plan says that was asked for. Each answer is tested. Captures
    /// are those of the last one, and only where each call waits for that before it: of several at once nobody knows
    /// which is the last.
    void start(ApiClient &client, const BuiltRequest &request, const CallSeries::Plan &plan,
               const CallChecks &checks = {});
    /// Answers it as well: a sentence why nothing was sent.
    void refuse(const QString &sentence);
    /// Stops what runs; nothing happens where nothing does. The sentence tells why.
    void stop(const QString &sentence);
    [[nodiscard]] const CallSeries &series() const { return m_series; }
    /// From its start until the last answer is looked at, and captured() told.
    [[nodiscard]] bool isTesting() const { return m_checks.isRunning(); }

    /// Where it is still testing, it goes no earlier than the last answer is looked at.
    void done(int result) override;

Q_SIGNALS:
    void runRequested(const fuseboard::CallSeries::Plan &plan);
    /// As CallSeries::begun().
    void callBegun(fuseboard::ApiClient *client, fuseboard::Call *call);
    /// What the last answer of a series gave to variables.
    void captured(const fuseboard::CheckResults &results);
    /// The same of a dialog that was closed meanwhile: a sentence, which it cannot show.
    void notCaptured(const QString &sentence);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build(const Theme &theme);
    QWidget *buildHead(const Theme &theme);
    QWidget *buildPlan();
    QSpinBox *addSpinBox(const QString &label, const QString &name, int most, int value, QWidget *plan);
    QWidget *buildResults(const Theme &theme);
    QWidget *buildFigures(const Theme &theme);
    void buildTable(QWidget *parent);
    void connectChecks();
    void takeCaptures(const CheckResults &results);
    QWidget *buildFoot();
    void toggle();
    void requestRun();
    void showState();
    void refresh();
    void showFigures();
    void showTests();
    void showClient();
    [[nodiscard]] QString testSentence() const;
    [[nodiscard]] static QString failureSentence(const SeriesChecks::Failure &failure);
    void tell(const QString &sentence, bool isProblem = false);
    [[nodiscard]] QString endSentence() const;

    CallSeries m_series;
    SeriesChecks m_checks;
    SeriesTableModel *m_model;
    QTimer m_tick{this};
    QString m_clientName;
    bool m_isCapturing = false;
    bool m_isRunWanted = false; // as soon as the last one is looked at
    bool m_isGoing = false; // then, too
    QString m_stopped; // why, where somebody else stopped it
    ElidedLabel *m_title = nullptr;
    QLabel *m_client = nullptr;
    QSpinBox *m_calls = nullptr;
    QSpinBox *m_atOnce = nullptr;
    QPushButton *m_run = nullptr;
    QStackedWidget *m_pages = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_progressText = nullptr;
    QList<QLabel *> m_figures; // in the order of their captions
    QLabel *m_tests = nullptr;
    QLabel *m_captures = nullptr; // only where they found too little
    QTableView *m_table = nullptr;
    QLabel *m_notice = nullptr;
};

} // namespace fuseboard
