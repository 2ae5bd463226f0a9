// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "base/error.h"
#include "common/warningbanner.h"

class QPushButton;

namespace fuseboard {

class Theme;
class WorkspaceStore;

/// What could not be saved, or is in conflict with what others have written, across the window, and what to do about
/// it; and that nothing can be saved, before anything is lost. Hidden while all is well.
class SaveBanner final : public WarningBanner
{
    Q_OBJECT

public:
    /// Both must outlive it.
    SaveBanner(const Theme &theme, WorkspaceStore &store, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The user wants to see both versions.
    void conflictChosen(const QString &file);

private:
    void refresh();
    void run();

    WorkspaceStore &m_store;
    Error m_error;
    bool m_isReadOnlyKnown = false; // the user has read it
    QPushButton *m_action;
};

} // namespace fuseboard
