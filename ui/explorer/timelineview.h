// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QListView>

namespace fuseboard {

class Theme;
class TimelineModel;

/// The timeline of a call as bars under one another. Arrow keys walk through the lines; each explains itself in its
/// tool tip, and to screen readers.
class TimelineView final : public QListView
{
    Q_OBJECT

public:
    /// Theme and model must outlive it.
    TimelineView(const Theme &theme, TimelineModel &model, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
};

} // namespace fuseboard
