// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/pipelinewording.h"

#include <QAbstractButton>
#include <QFont>

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
    /// Lines of figures that it has room for.
    void setLines(int lines);
    /// Whether its title and figures are read whole at its size.
    [[nodiscard]] bool isReadWhole() const;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont titleFont() const;
    [[nodiscard]] QRectF room() const;

    const Theme &m_theme;
    const PipelineStage m_stage;
    QString m_figures;
    int m_lines = 2;
    bool m_isOff = false;
    bool m_isFaulty = false;
};

} // namespace fuseboard
