// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace fuseboard {

class Album;
class Stage;

// What is played for the pictures, each from a window that was just opened or left by another scene.

/// The client dialog, page by page, with each kind of credentials; that of environments, that of secrets.
void playDialogs(Stage &stage, Album &album);
/// Those on the request that is open in Explore and has been answered twice.
void playDialogsOfCalls(Stage &stage, Album &album);
/// Explore with its answers, then the history of these.
void playCalls(Stage &stage, Album &album);
/// The pages of a workspace in which nothing is.
void playEmptyPages(Stage &stage, Album &album);
/// The demo's dashboard, when there is something in its charts.
void playDashboard(Stage &stage, Album &album);

} // namespace fuseboard
