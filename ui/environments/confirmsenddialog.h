// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/environmentconfig.h"

#include <QDialog>

class QHBoxLayout;

namespace fuseboard {

class Theme;

/// Asks before a request goes to an environment that wants that. Shown with open(); accepted() means to send. Enter
/// does not send: it is what was pressed a moment ago.
class ConfirmSendDialog final : public QDialog
{
    Q_OBJECT

public:
    /// request: "POST https://…", safe to show. The theme must outlive it.
    ConfirmSendDialog(const Theme &theme, const EnvironmentConfig &environment, const QString &request,
                      QWidget *parent = nullptr);

private:
    [[nodiscard]] QHBoxLayout *makeButtons();
};

} // namespace fuseboard
