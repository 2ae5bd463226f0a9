// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/confirmsenddialog.h"

#include "common/grid.h"
#include "common/theme.h"
#include "environments/environmentstrip.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

ConfirmSendDialog::ConfirmSendDialog(const Theme &theme, const EnvironmentConfig &environment, const QString &request,
                                     QWidget *parent)
    : QDialog(parent)
{
    const QString name = wording::printable(environment.name, 60);
    setObjectName(u"confirmSend"_s);
    setWindowTitle(tr("Send to %1?").arg(name));
    auto *strip = new EnvironmentStrip(theme, this);
    strip->setEnvironment(environment);
    auto *title = new QLabel(windowTitle(), this);
    auto *line = new QLabel(request, this);
    auto *why = new QLabel(tr("This environment asks before each request that is sent by hand."), this);
    title->setFont(theme.font(TextStyle::Title));
    line->setFont(theme.font(TextStyle::Mono));
    why->setProperty("rank", u"muted"_s);
    for (QLabel *label : {title, line, why}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *content = new QVBoxLayout;
    content->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    content->setSpacing(grid::gap);
    for (QLabel *label : {title, line, why})
        content->addWidget(label);
    content->addSpacing(grid::gap);
    content->addLayout(makeButtons());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(strip);
    column->addLayout(content);
    setMinimumWidth(440);
}

QHBoxLayout *ConfirmSendDialog::makeButtons()
{
    auto *cancel = new QPushButton(tr("Cancel"), this);
    auto *send = new QPushButton(tr("Send"), this);
    send->setObjectName(u"send"_s);
    send->setProperty("kind", u"danger"_s);
    cancel->setDefault(true); // until somebody goes to the other one
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(send, &QPushButton::clicked, this, &QDialog::accept);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(grid::gap);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(send);
    return buttons;
}

} // namespace fuseboard
