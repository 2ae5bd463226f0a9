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
constexpr double longestWait = 604'800;
constexpr int mostRetries = 1'000;
constexpr int mostTokens = 1'000'000;

enum RedirectChoice { AsClient, Follow, DoNotFollow };

} // namespace

RequestSettings::RequestSettings(QWidget *parent)
    : QWidget(parent)
    , m_timeout{makeLine(tr("Timeout in seconds")), shortestTimeout, longestTimeout}
    , m_retries{makeLine(tr("Retries")), 0, mostRetries}
    , m_maxWait{makeLine(tr("Longest wait in seconds")), 0, longestWait}
    , m_cost{makeLine(tr("Tokens of the rate limit")), 1, mostTokens}
    , m_redirects(new QComboBox(this))
    , m_description(new ExactTextEdit(this))
{
    m_redirects->setAccessibleName(tr("Redirects"));
    m_redirects->addItems({tr("As the client"), tr("Followed"), tr("The answer itself")});
    m_maxWait.line->setToolTip(tr("For a token of the rate limit, or for the end of a pause that the server asked for: "
                                  "what would wait longer is refused at once"));
    m_cost.line->setToolTip(tr("How many tokens this request takes, where the server counts it for several"));
    m_description->setAccessibleName(tr("Description"));
    m_description->setPlaceholderText(tr("What this request is for"));
    m_description->setTabChangesFocus(true);
    auto *form = new QFormLayout;
    form->setContentsMargins({});
    form->setSpacing(grid::gap);
    form->addRow(tr("&Timeout, s"), m_timeout.line);
    form->addRow(tr("Retrie&s"), m_retries.line);
    form->addRow(tr("Longest &wait, s"), m_maxWait.line);
    form->addRow(tr("To&kens"), m_cost.line);
    form->addRow(tr("Re&directs"), m_redirects);
    auto *heading = new QLabel(tr("Desc&ription"), this);
    heading->setBuddy(m_description);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addLayout(form);
    column->addWidget(heading);
    column->addWidget(m_description, 1);
    connect(m_redirects, &QComboBox::currentIndexChanged, this, &RequestSettings::edited);
    connect(m_description, &ExactTextEdit::textChanged, this, &RequestSettings::edited);
    setClient(nullptr);
}

QLineEdit *RequestSettings::makeLine(const QString &name)
{
    auto *line = new QLineEdit(this);
    line->setAccessibleName(name);
    connect(line, &QLineEdit::textEdited, this, &RequestSettings::judge);
    return line;
}

void RequestSettings::setClient(ApiClient *client)
{
    const ClientConfig config = client ? client->config() : ClientConfig();
    const QString none = client ? QString() : tr("As the client");
    //: %1 is a span of time of the client
    m_timeout.line->setPlaceholderText(client ? tr("As the client: %1").arg(wording::duration(config.timeout)) : none);
    m_retries.line->setPlaceholderText(!client            ? none
                                           : config.retry ? tr("As the client: %1").arg(config.retry->maxRetries)
                                                          : tr("The client never retries"));
    const bool isUnlimited = client && !config.rateLimit;
    const auto maxWait = config.rateLimit ? config.rateLimit->maxWait : std::nullopt;
    m_maxWait.line->setPlaceholderText(!client           ? none
                                           : isUnlimited ? tr("The client has no rate limit")
                                           : maxWait     ? tr("As the client: %1").arg(wording::duration(*maxWait))
                                                         : tr("As the client: any"));
    m_cost.line->setPlaceholderText(isUnlimited ? tr("The client has no rate limit") : u"1"_s);
}

std::optional<Duration> RequestSettings::typed(const Span &span)
{
    if (!span.line->isModified())
        return span.given;
    bool isNumber = false;
    const double seconds = span.line->text().trimmed().replace(u',', u'.').toDouble(&isNumber);
    if (!isNumber || !(seconds >= span.least && seconds <= span.most))
        return std::nullopt;
    return fromSeconds(seconds);
}

std::optional<int> RequestSettings::typed(const Number &number)
{
    bool isNumber = false;
    const int value = number.line->text().trimmed().toInt(&isNumber);
    return isNumber && value >= number.least && value <= number.most ? std::optional(value) : std::nullopt;
}

template<class Field>
bool RequestSettings::isWrong(const Field &field)
{
    return !typed(field) && !field.line->text().trimmed().isEmpty();
}

QString RequestSettings::problem() const
{
    if (isWrong(m_timeout))
        return tr(
            "The timeout in Settings is not a number of seconds from 0.001 to 86,400. Correct it, or leave it empty "
            "for that of the client.");
    if (isWrong(m_retries))
        return tr("The number of retries in Settings is not a whole one from 0 to 1,000. Correct it, or leave it empty "
                  "for that of the client.");
    if (isWrong(m_maxWait))
        return tr("The longest wait in Settings is not a number of seconds from 0 to 604,800. Correct it, or leave it "
                  "empty for that of the client.");
    if (isWrong(m_cost))
        return tr("The number of tokens in Settings is not a whole one from 1 to 1,000,000. Correct it, or leave it "
                  "empty for 1.");
    return {};
}

void RequestSettings::judge()
{
    for (const Span &span : {m_timeout, m_maxWait})
        setInvalid(span.line, isWrong(span));
    for (const Number &number : {m_retries, m_cost})
        setInvalid(number.line, isWrong(number));
    Q_EMIT edited();
}

void RequestSettings::put(Span &span, std::optional<Duration> value)
{
    if (value && value == typed(span))
        return;
    span.given = value;
    span.line->setText(value ? QString::number(toSeconds(*value), 'g', 8) : QString());
}

void RequestSettings::put(Number &number, std::optional<int> value)
{
    if (!value || value != typed(number))
        number.line->setText(value ? QString::number(*value) : QString());
}

void RequestSettings::setConfig(const RequestConfig &config)
{
    const QSignalBlocker quiet(this);
    put(m_timeout, config.timeout);
    put(m_retries, config.maxRetries);
    put(m_maxWait, config.maxWait);
    put(m_cost, config.cost == 1 ? std::nullopt : std::optional(config.cost));
    m_redirects->setCurrentIndex(!config.followRedirects ? AsClient : *config.followRedirects ? Follow : DoNotFollow);
    m_description->setExactText(config.description);
    judge();
}

void RequestSettings::readInto(RequestConfig &config) const
{
    if (!isWrong(m_timeout))
        config.timeout = typed(m_timeout);
    if (!isWrong(m_retries))
        config.maxRetries = typed(m_retries);
    if (!isWrong(m_maxWait))
        config.maxWait = typed(m_maxWait);
    if (!isWrong(m_cost))
        config.cost = typed(m_cost).value_or(1);
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
        + int(config.followRedirects.has_value()) + int(config.maxWait.has_value()) + int(config.cost != 1);
}

} // namespace fuseboard
