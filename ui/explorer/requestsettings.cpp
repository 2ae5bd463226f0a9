// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestsettings.h"

#include "client/apiclient.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "explorer/exacttextedit.h"
#include "models/figures.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

// As the request's file allows.
constexpr double longestTimeout = 86'400;
constexpr double shortestTimeout = 0.001;
constexpr int mostRetries = 1'000;

enum RedirectChoice { AsClient, Follow, DoNotFollow };

} // namespace

RequestSettings::RequestSettings(QWidget *parent)
    : QWidget(parent)
    , m_timeout(new QLineEdit(this))
    , m_retries(new QLineEdit(this))
    , m_redirects(new QComboBox(this))
    , m_description(new ExactTextEdit(this))
{
    m_timeout->setAccessibleName(tr("Timeout in seconds"));
    m_retries->setAccessibleName(tr("Retries"));
    m_redirects->setAccessibleName(tr("Redirects"));
    m_redirects->addItems({tr("As the client"), tr("Followed"), tr("The answer itself")});
    m_description->setAccessibleName(tr("Description"));
    m_description->setPlaceholderText(tr("What this request is for"));
    m_description->setTabChangesFocus(true);
    auto *form = new QFormLayout;
    form->setContentsMargins({});
    form->setSpacing(grid::gap);
    form->addRow(tr("&Timeout, s"), m_timeout);
    form->addRow(tr("&Retries"), m_retries);
    form->addRow(tr("Re&directs"), m_redirects);
    auto *heading = new QLabel(tr("Desc&ription"), this);
    heading->setBuddy(m_description);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addLayout(form);
    column->addWidget(heading);
    column->addWidget(m_description, 1);
    for (const QLineEdit *line : {m_timeout, m_retries})
        connect(line, &QLineEdit::textEdited, this, &RequestSettings::judge);
    connect(m_redirects, &QComboBox::currentIndexChanged, this, &RequestSettings::edited);
    connect(m_description, &ExactTextEdit::textChanged, this, &RequestSettings::edited);
    setClient(nullptr);
}

void RequestSettings::setClient(ApiClient *client)
{
    const ClientConfig config = client ? client->config() : ClientConfig();
    const QString none = client ? QString() : tr("As the client");
    //: %1 is a span of time of the client
    m_timeout->setPlaceholderText(client ? tr("As the client: %1").arg(wording::duration(config.timeout)) : none);
    m_retries->setPlaceholderText(!client            ? none
                                      : config.retry ? tr("As the client: %1").arg(config.retry->maxRetries)
                                                     : tr("The client never retries"));
}

std::optional<Duration> RequestSettings::typedTimeout() const
{
    if (!m_timeout->isModified())
        return m_timeoutGiven;
    bool isNumber = false;
    const double seconds = m_timeout->text().trimmed().replace(u',', u'.').toDouble(&isNumber);
    if (!isNumber || !(seconds >= shortestTimeout && seconds <= longestTimeout))
        return std::nullopt;
    return fromSeconds(seconds);
}

std::optional<int> RequestSettings::typedRetries() const
{
    bool isNumber = false;
    const int number = m_retries->text().trimmed().toInt(&isNumber);
    return isNumber && number >= 0 && number <= mostRetries ? std::optional(number) : std::nullopt;
}

bool RequestSettings::isTimeoutWrong() const
{
    return !typedTimeout() && !m_timeout->text().trimmed().isEmpty();
}

bool RequestSettings::areRetriesWrong() const
{
    return !typedRetries() && !m_retries->text().trimmed().isEmpty();
}

QString RequestSettings::problem() const
{
    if (isTimeoutWrong())
        return tr(
            "The timeout in Settings is not a number of seconds from 0.001 to 86,400. Correct it, or leave it empty "
            "for that of the client.");
    if (areRetriesWrong())
        return tr("The number of retries in Settings is not a whole one from 0 to 1,000. Correct it, or leave it empty "
                  "for that of the client.");
    return {};
}

void RequestSettings::judge()
{
    setInvalid(m_timeout, isTimeoutWrong());
    setInvalid(m_retries, areRetriesWrong());
    Q_EMIT edited();
}

void RequestSettings::setConfig(const RequestConfig &config)
{
    const QSignalBlocker quiet(this);
    if (config.timeout != typedTimeout() || !config.timeout) {
        m_timeoutGiven = config.timeout;
        m_timeout->setText(config.timeout ? QString::number(toSeconds(*config.timeout), 'g', 8) : QString());
    }
    if (config.maxRetries != typedRetries() || !config.maxRetries)
        m_retries->setText(config.maxRetries ? QString::number(*config.maxRetries) : QString());
    m_redirects->setCurrentIndex(!config.followRedirects ? AsClient : *config.followRedirects ? Follow : DoNotFollow);
    m_description->setExactText(config.description);
    judge();
}

void RequestSettings::readInto(RequestConfig &config) const
{
    if (!isTimeoutWrong())
        config.timeout = typedTimeout();
    if (!areRetriesWrong())
        config.maxRetries = typedRetries();
    config.followRedirects = m_redirects->currentIndex() == AsClient
        ? std::nullopt
        : std::optional(m_redirects->currentIndex() == Follow);
    config.description = m_description->exactText();
}

int RequestSettings::ownCount() const
{
    RequestConfig config;
    readInto(config);
    return int(config.timeout.has_value()) + int(config.maxRetries.has_value())
        + int(config.followRedirects.has_value());
}

} // namespace fuseboard
