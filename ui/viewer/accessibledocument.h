// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAccessibleWidget>

namespace fuseboard {

class DocumentView;

/// What a screen reader hears of a document: the rows that can be seen.
class AccessibleDocument final : public QAccessibleWidget
{
public:
    explicit AccessibleDocument(DocumentView *view);

    [[nodiscard]] QString text(QAccessible::Text kind) const override;
    [[nodiscard]] QAccessible::State state() const override;
};

/// Makes Qt use it for each DocumentView. Once or more often.
void installAccessibleDocument();

} // namespace fuseboard
