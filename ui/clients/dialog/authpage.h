// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "clients/dialog/configpage.h"

namespace fuseboard {

/// The page of the credentials: shows the fields that the chosen type and grant use.
class AuthPage final : public ConfigPage
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    AuthPage(const Theme &theme, ConfigDraft &draft, QWidget *parent = nullptr);

    void refresh() override;

private:
    [[nodiscard]] QStringList usedFields() const;
    void watchChoice(const QString &path);
};

} // namespace fuseboard
