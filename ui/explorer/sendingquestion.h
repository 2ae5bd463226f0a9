// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "explorer/openrequest.h"
#include "requests/requestbuilder.h"

#include <functional>

class QWidget;

namespace fuseboard {

class SendingMeans;
class Theme;

/// What somebody is asked to send.
struct SendingQuestion
{
    OpenRequest asked;
    BuiltRequest built;
    int calls = 1; ///< of that request
};

/// Asks in a dialog over the parent, as the environment wants it. agreed is called when its user has agreed, and the
/// parent is still there: isSame tells whether that still goes where the question said. What would be refused without
/// going anywhere is not asked about: agreed is called at once. Theme and means must outlive the parent.
void askToSend(const Theme &theme, const SendingMeans &means, const SendingQuestion &question, QWidget *parent,
               const std::function<void(bool isSame)> &agreed);

/// Why what was agreed to must not be sent after all, as a whole sentence; empty where it may be. now: the request as
/// it reads when they agree.
[[nodiscard]] QString obstacleToAgreed(const SendingMeans &means, const OpenRequest &asked, const RequestDraft &now,
                                       bool isSame);

} // namespace fuseboard
