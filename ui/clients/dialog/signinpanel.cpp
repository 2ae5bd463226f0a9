// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/signinpanel.h"

#include "client/apiclient.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "common/icons.h"
#include "common/theme.h"
#include "models/loginwording.h"
#include "models/wording.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

namespace fuseboard {

using namespace Qt::StringLiterals;

SignInPanel::SignInPanel(const Theme &theme, DialogMeans means, QWidget *parent)
    : QWidget(parent)
    , m_means(std::move(means))
    , m_button(new QPushButton(tr("Get token"), this))
    , m_open(new QPushButton(tr("Open page"), this))
    , m_copy(new QPushButton(tr("Copy code"), this))
    , m_code(new QLabel(this))
    , m_sentence(new QLabel(this))
{
    build(theme);
    show(State::Idle, tr("Asks for a token now, and signs in where the grant wants that."));
}

SignInPanel::~SignInPanel()
{
    ++m_run;
}

void SignInPanel::build(const Theme &theme)
{
    m_button->setIcon(themedIcon(theme, IconId::Key));
    m_code->setFont(theme.font(TextStyle::Figure));
    m_code->setTextFormat(Qt::PlainText);
    m_code->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_code->setAccessibleName(tr("Code to enter"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setAccessibleName(tr("Where the sign-in stands"));
    for (QPushButton *button : {m_button, m_open, m_copy}) {
        button->setAutoDefault(false);
        button->setAccessibleName(button->text());
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    for (QWidget *part : {static_cast<QWidget *>(m_button), static_cast<QWidget *>(m_code),
                          static_cast<QWidget *>(m_copy), static_cast<QWidget *>(m_open)})
        row->addWidget(part);
    row->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, grid::gap, 0, 0);
    column->setSpacing(grid::unit);
    column->addLayout(row);
    column->addWidget(m_sentence);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (isRunning())
            cancel();
        else
            Q_EMIT asked();
    });
    connect(m_open, &QPushButton::clicked, this, [this] { m_means.openPage(m_page); });
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_code->text()); });
}

bool SignInPanel::isRunning() const
{
    return m_state == State::Asking || m_state == State::InBrowser || m_state == State::OnDevice;
}

QString SignInPanel::sentence() const
{
    return m_sentence->text();
}

void SignInPanel::start(const ClientConfig &config)
{
    if (isRunning())
        return;
    if (const QString obstacle = m_means.obstacleTo(config); !obstacle.isEmpty())
        return show(State::Failed, obstacle);
    const quint64 run = ++m_run;
    m_client = m_means.makeClient(config);
    const QPointer self(this);
    const auto isHeard = [self, run] { return self && self->m_run == run; };
    m_client->authManager().setLoginInteraction({
        [this, isHeard](const QUrl &page) {
            if (!isHeard())
                return;
            m_page = page;
            m_means.openPage(page);
            show(State::InBrowser,
                 tr("The page to sign in is open in your browser. Waiting for your agreement there."));
        },
        [this, isHeard](const DeviceCode &code) {
            if (isHeard())
                showCode(code);
        },
        wording::loginPages(),
    });
    show(State::Asking, tr("Asking the server for a token."));
    m_client->authManager().getInitialToken([this, isHeard](const Result<void> &result) {
        if (isHeard())
            finish(result);
    });
}

void SignInPanel::cancel()
{
    if (!isRunning())
        return;
    ++m_run;
    m_client.reset();
    show(State::Cancelled, tr("You cancelled the sign-in."));
}

void SignInPanel::showCode(const DeviceCode &code)
{
    m_page = code.completeUri.isEmpty() ? code.verificationUri : code.completeUri;
    m_code->setText(wording::printable(code.userCode));
    show(State::OnDevice,
         tr("Open %1 on any device and enter the code. It is good for %2.")
             .arg(code.verificationUri.toString(QUrl::FullyEncoded), wording::duration(code.expiresIn)));
}

void SignInPanel::finish(const Result<void> &result)
{
    if (result)
        show(State::Done, tr("There is a token: these settings work."));
    else
        show(State::Failed, wording::sentence(result.error()));
}

void SignInPanel::show(State state, const QString &sentence)
{
    m_state = state;
    m_sentence->setText(sentence);
    setRank(m_sentence, state == State::Failed ? u"error"_s : u"muted"_s);
    m_button->setText(isRunning() ? tr("Cancel") : tr("Get token"));
    m_button->setAccessibleName(isRunning() ? tr("Cancel the sign-in") : tr("Get token"));
    m_open->setVisible(state == State::InBrowser || state == State::OnDevice);
    m_code->setVisible(state == State::OnDevice);
    m_copy->setVisible(state == State::OnDevice);
}

} // namespace fuseboard
