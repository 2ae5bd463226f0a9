// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/pipelinewording.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace fuseboard {

class ConfigDraft;
class PipelineStep;
class Theme;

/// The way of a call through the policies, with their figures: a frame around what each attempt passes again, and below
/// what counts, with a link to the other order.
class PipelineView final : public QWidget
{
    Q_OBJECT

public:
    /// Both must outlive it.
    PipelineView(const Theme &theme, ConfigDraft &draft, QWidget *parent = nullptr);

    void refresh();
    /// Marks a step; none for a page that has no step.
    void setCurrent(std::optional<PipelineStage> stage);
    [[nodiscard]] PipelineStep *step(PipelineStage stage) const;

Q_SIGNALS:
    void stageChosen(fuseboard::PipelineStage stage);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void layOut();
    void switchPipeline();

    const Theme &m_theme;
    ConfigDraft &m_draft;
    QList<PipelineStep *> m_steps; // in the order of PipelineStage
    QHBoxLayout *m_row;
    QLabel *m_sentence;
    QPushButton *m_link;
    std::optional<Pipeline> m_shown;
};

} // namespace fuseboard
