// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/pipelinewording.h"

#include <QAbstractButton>

namespace fuseboard {

class Theme;

/// One step of the pipeline: its name and its figures. A press goes to its page.
class PipelineStep final : public QAbstractButton
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    PipelineStep(const Theme &theme, PipelineStage stage, QWidget *parent = nullptr);

    [[nodiscard]] PipelineStage stage() const { return m_stage; }
    void setFigures(const QString &figures, bool isOff);
    /// In the place of figures, for settings that are wrong.
    void markFaulty();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    const PipelineStage m_stage;
    QString m_figures;
    bool m_isOff = false;
    bool m_isFaulty = false;
};

} // namespace fuseboard
