// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/policiescard.h"

#include "client/apiclient.h"
#include "common/card.h"
#include "common/theme.h"
#include "models/figures.h"
#include "models/policywording.h"

#include <QLabel>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int policyLineCount = 5;

} // namespace

PoliciesCard::PoliciesCard(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_card(new Card(theme, {}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_card);
    m_card->body()->setSpacing(6);
    for (int i = 0; i < policyLineCount; ++i) {
        auto *line = new QLabel(m_card);
        line->setTextFormat(Qt::PlainText);
        line->setProperty("rank", QStringLiteral("muted"));
        line->setFont(theme.font(TextStyle::Small));
        line->setWordWrap(true);
        m_card->body()->addWidget(line);
        m_lines << line;
    }
    hide();
}

void PoliciesCard::setClient(ApiClient *client)
{
    m_client = client;
    setVisible(client);
    refresh();
}

void PoliciesCard::refresh()
{
    if (!m_client)
        return;
    const ClientSnapshot snapshot = m_client->snapshot();
    const ClientConfig &config = m_client->config();
    m_card->setTitle(tr("Policies of %1").arg(wording::printable(config.name, 60)));
    const QStringList lines = wording::policySummaries(config, &snapshot);
    for (qsizetype i = 0; i < m_lines.size() && i < lines.size(); ++i) {
        // A figure and its percent sign stay on one line.
        const QString line = QString(lines[i]).replace(u" %"_s, QChar(QChar::Nbsp) + u"%"_s);
        if (m_lines[i]->text() != line)
            m_lines[i]->setText(line);
    }
}

} // namespace fuseboard
