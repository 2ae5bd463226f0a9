// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/presentation.h"

namespace fuseboard {

ColorRole fillRole(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColorRole::Neutral;
    case Tone::Accent:
        return ColorRole::Accent;
    case Tone::Success:
        return ColorRole::Success;
    case Tone::Warning:
        return ColorRole::Warning;
    case Tone::Danger:
        return ColorRole::Danger;
    }
    Q_UNREACHABLE();
    return ColorRole::Neutral;
}

ColorRole textRole(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColorRole::NeutralText;
    case Tone::Accent:
        return ColorRole::AccentText;
    case Tone::Success:
        return ColorRole::SuccessText;
    case Tone::Warning:
        return ColorRole::WarningText;
    case Tone::Danger:
        return ColorRole::DangerText;
    }
    Q_UNREACHABLE();
    return ColorRole::NeutralText;
}

ColorRole softRole(Tone tone)
{
    switch (tone) {
    case Tone::Neutral:
        return ColorRole::NeutralSoft;
    case Tone::Accent:
        return ColorRole::AccentSoft;
    case Tone::Success:
        return ColorRole::SuccessSoft;
    case Tone::Warning:
        return ColorRole::WarningSoft;
    case Tone::Danger:
        return ColorRole::DangerSoft;
    }
    Q_UNREACHABLE();
    return ColorRole::NeutralSoft;
}

Tone toneOf(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return Tone::Success;
    case BreakerState::Open:
        return Tone::Danger;
    case BreakerState::HalfOpen:
        return Tone::Warning;
    }
    Q_UNREACHABLE();
    return Tone::Neutral;
}

Tone toneOf(ClientHealth health)
{
    switch (health) {
    case ClientHealth::Unwatched:
        return Tone::Neutral;
    case ClientHealth::Passing:
        return Tone::Success;
    case ClientHealth::Hampered:
        return Tone::Warning;
    case ClientHealth::Stopped:
        return Tone::Danger;
    }
    Q_UNREACHABLE();
    return Tone::Neutral;
}

Tone toneOf(EventKind kind)
{
    switch (kind) {
    case EventKind::BreakerOpened:
    case EventKind::CallFailed:
        return Tone::Danger;
    case EventKind::BreakerHalfOpen:
    case EventKind::RateLimited:
    case EventKind::RetriesUsedUp:
    case EventKind::QueueFull:
        return Tone::Warning;
    case EventKind::BreakerClosed:
        return Tone::Success;
    case EventKind::ConfigChanged:
        return Tone::Neutral;
    }
    Q_UNREACHABLE();
    return Tone::Neutral;
}

Tone toneOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return Tone::Neutral;
    case ErrorKind::RateLimited:
    case ErrorKind::CircuitOpen:
        return Tone::Warning;
    default:
        return Tone::Danger;
    }
}

Tone toneOfStatus(int status)
{
    switch (status / 100) {
    case 2:
        return Tone::Success;
    case 3:
        return Tone::Accent;
    case 4:
        return Tone::Warning;
    case 5:
        return Tone::Danger;
    default:
        return Tone::Neutral;
    }
}

IconId glyphOf(BreakerState state)
{
    switch (state) {
    case BreakerState::Closed:
        return IconId::Check;
    case BreakerState::Open:
        return IconId::Close;
    case BreakerState::HalfOpen:
        return IconId::Half;
    }
    Q_UNREACHABLE();
    return IconId::Dot;
}

ColorRole methodRole(const QByteArray &method)
{
    if (method == "GET")
        return ColorRole::MethodGet;
    if (method == "POST")
        return ColorRole::MethodPost;
    if (method == "PUT")
        return ColorRole::MethodPut;
    if (method == "PATCH")
        return ColorRole::MethodPatch;
    if (method == "DELETE")
        return ColorRole::MethodDelete;
    return ColorRole::MethodOther;
}

} // namespace fuseboard
