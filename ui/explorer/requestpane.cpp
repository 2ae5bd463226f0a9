// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestpane.h"

#include "client/apiclient.h"
#include "common/divider.h"
#include "common/grid.h"
#include "common/tabstrip.h"
#include "explorer/autheditor.h"
#include "explorer/bodyeditor.h"
#include "explorer/checkseditor.h"
#include "explorer/fieldtable.h"
#include "explorer/paramseditor.h"
#include "explorer/policiescard.h"
#include "explorer/requestsettings.h"
#include "explorer/rowseditor.h"
#include "models/fieldtablemodel.h"
#include "models/figures.h"
#include "models/headerwords.h"
#include "models/replacedheader.h"

#include <QComboBox>
#include <QFrame>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastPagesHeight = 150;

QStringList wordsFor(const QModelIndex &cell)
{
    return cell.column() == FieldTableModel::NameColumn
        ? headerNames()
        : headerValues(cell.siblingAtColumn(FieldTableModel::NameColumn).data().toString());
}

} // namespace

RequestPane::RequestPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_headers(new FieldTableModel(this))
    , m_tabs(new TabStrip(theme, tr("Parts of the request"), this))
    , m_pages(new QStackedWidget(this))
    , m_params(new ParamsEditor(theme, m_pages))
    , m_headerRows(new RowsEditor(theme, *m_headers, tr("Headers"), m_pages))
    , m_auth(new AuthEditor(theme, m_pages))
    , m_body(new BodyEditor(theme, m_pages))
    , m_checks(new ChecksEditor(theme, m_pages))
    , m_settings(new RequestSettings(m_pages))
    , m_policies(new PoliciesCard(theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    QFrame *line = makeDivider(this);
    column->addWidget(buildHead());
    column->addWidget(line);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(14, grid::gap, 14, 14);
    content->setSpacing(grid::page);
    column->addLayout(content, 1);
    buildPages();
    // The policies follow the last line of a table or of the credentials; a body takes all the room there is.
    content->addWidget(m_pages, 100);
    content->addWidget(m_policies);
    content->addStretch(1);
    m_headerRows->table().setWords(&wordsFor);
    m_headers->setNotes([this](const QString &name) { return noteOnHeader(name); });
    for (QComboBox *box : findChildren<QComboBox *>())
        box->installEventFilter(this);
    connectParts();
}

QWidget *RequestPane::buildHead()
{
    auto *head = new QFrame(this);
    head->setProperty("surface", u"panel"_s);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(5, 0, 5, 0);
    row->addWidget(m_tabs);
    row->addStretch();
    for (const QString &tab : {tr("Params"), tr("Headers"), tr("Auth"), tr("Body"), tr("Tests"), tr("Settings")})
        m_tabs->addTab(tab);
    return head;
}

void RequestPane::buildPages()
{
    for (QWidget *page : QList<QWidget *>{m_params, m_headerRows, m_auth, m_body, m_checks, m_settings})
        m_pages->addWidget(page);
}

void RequestPane::connectParts()
{
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &RequestPane::fitPages);
    connect(m_params, &ParamsEditor::contentResized, this, &RequestPane::fitPages);
    connect(m_headerRows, &RowsEditor::contentResized, this, &RequestPane::fitPages);
    connect(m_auth, &AuthEditor::contentResized, this, &RequestPane::fitPages);
    connect(m_checks, &ChecksEditor::contentResized, this, &RequestPane::fitPages);
    connect(m_params, &ParamsEditor::edited, this, [this] {
        updateCounts();
        Q_EMIT paramsEdited();
    });
    const auto take = [this] {
        updateCounts();
        Q_EMIT edited();
    };
    connect(m_params, &ParamsEditor::pathEdited, this, take);
    connect(m_headers, &FieldTableModel::edited, this, take);
    connect(m_auth, &AuthEditor::edited, this, take);
    connect(m_body, &BodyEditor::edited, this, take);
    connect(m_body, &BodyEditor::fileChosen, this, &RequestPane::fileChosen);
    connect(m_checks, &ChecksEditor::edited, this, take);
    connect(m_settings, &RequestSettings::edited, this, take);
}

void RequestPane::setDraft(const RequestDraft &draft)
{
    m_params->setParams(draft.params);
    m_params->setPathParams(draft.url, draft.more.pathParams);
    m_headers->setFields(draft.headers);
    m_auth->setAuth(draft.more.auth);
    m_body->setDraft(draft);
    m_checks->setConfig(draft.more);
    m_settings->setConfig(draft.more);
    m_headers->renewNotes();
    updateCounts();
}

void RequestPane::setUrl(const QString &url, const Fields &params)
{
    m_params->setParams(params);
    m_params->setUrl(url);
    updateCounts();
}

void RequestPane::readInto(RequestDraft &draft) const
{
    draft.params = m_params->params();
    draft.more.pathParams = m_params->pathParams();
    draft.headers = m_headers->fields();
    draft.more.auth = m_auth->auth();
    m_body->readInto(draft);
    m_checks->readInto(draft.more);
    m_settings->readInto(draft.more);
}

void RequestPane::setClient(ApiClient *client)
{
    m_client = client;
    m_headers->renewNotes();
    m_policies->setClient(client);
    m_auth->setClient(client);
    m_settings->setClient(client);
    fitPages();
}

QString RequestPane::noteOnHeader(const QString &name) const
{
    const QString refused = wording::refusedHeader(name);
    return refused.isEmpty()
        ? wording::replacedHeader(name, m_auth->auth(), m_body->kind(), m_client ? m_client->config() : ClientConfig())
        : refused;
}

void RequestPane::setScope(const VariableScope &scope)
{
    m_params->setScope(scope);
    m_headerRows->setScope(scope);
    m_auth->setScope(scope);
    m_body->setScope(scope);
    m_checks->setScope(scope);
}

void RequestPane::setFolder(const QString &folder)
{
    m_body->setFolder(folder);
}

QString RequestPane::problem() const
{
    return m_settings->problem().isEmpty() ? m_auth->problem() : m_settings->problem();
}

void RequestPane::refreshPolicies()
{
    m_policies->refresh();
}

void RequestPane::fitPages()
{
    std::optional<int> content;
    if (m_tabs->currentIndex() == int(RequestTab::Params))
        content = m_params->contentHeight();
    else if (m_tabs->currentIndex() == int(RequestTab::Headers))
        content = m_headerRows->contentHeight();
    else if (m_tabs->currentIndex() == int(RequestTab::Auth))
        content = m_auth->contentHeight();
    else if (m_tabs->currentIndex() == int(RequestTab::Tests))
        content = m_checks->contentHeight();
    m_pages->setMinimumHeight(std::min(content.value_or(leastPagesHeight), leastPagesHeight));
    m_pages->setMaximumHeight(content.value_or(QWIDGETSIZE_MAX));
}

void RequestPane::updateCounts()
{
    fitPages();
    const auto shown = [](int number) { return number > 0 ? wording::count(number) : QString(); };
    m_tabs->setTabCount(int(RequestTab::Params), shown(m_params->enabledCount()));
    m_tabs->setTabCount(int(RequestTab::Headers), shown(m_headers->enabledCount()));
    m_tabs->setTabCount(int(RequestTab::Tests), shown(m_checks->enabledCount()));
    m_tabs->setTabCount(int(RequestTab::Settings), shown(m_settings->ownCount()));
}

} // namespace fuseboard
