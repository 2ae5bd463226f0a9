// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/callseries.h"
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
/// meanwhile. Closing it stops the series. Draws nothing while it is hidden.
class SeriesDialog final : public QDialog
{
    Q_OBJECT

public:
    /// Both must outlive it.
    SeriesDialog(const Theme &theme, const Scheduler &scheduler, QWidget *parent = nullptr);

    /// Whose calls they are, for its head. isTested: the request has tests or captures, which are not run here.
    void setRequest(const QString &method, const QString &name, const QString &client, bool isTested = false);
    /// Answers runRequested(): the calls begin, as the plan says that was asked for.
    void start(ApiClient &client, const BuiltRequest &request, const CallSeries::Plan &plan);
    /// Answers it as well: a sentence why nothing was sent.
    void refuse(const QString &sentence);
    /// Stops what runs; nothing happens where nothing does. The sentence tells why.
    void stop(const QString &sentence);
    [[nodiscard]] const CallSeries &series() const { return m_series; }

    void done(int result) override;

Q_SIGNALS:
    void runRequested(const fuseboard::CallSeries::Plan &plan);
    /// As CallSeries::begun().
    void callBegun(fuseboard::ApiClient *client, fuseboard::Call *call);

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
    QWidget *buildFoot();
    void toggle();
    void showState();
    void refresh();
    void showFigures();
    void tell(const QString &sentence, bool isProblem = false);
    [[nodiscard]] QString endSentence() const;

    CallSeries m_series;
    SeriesTableModel *m_model;
    QTimer m_tick{this};
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
    QTableView *m_table = nullptr;
    QLabel *m_notice = nullptr;
};

} // namespace fuseboard
