// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/requestpane.h"

#include "common/grid.h"
#include "common/tabstrip.h"
#include "common/theme.h"
#include "explorer/fieldtable.h"
#include "explorer/jsonhighlighter.h"
#include "explorer/policiescard.h"
#include "models/fieldtablemodel.h"
#include "models/figures.h"

#include <QComboBox>
#include <QFrame>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr int leastPagesHeight = 150;

} // namespace

RequestPane::RequestPane(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_params(new FieldTableModel(this))
    , m_headers(new FieldTableModel(this))
    , m_tabs(new TabStrip(theme, tr("Parts of the request"), this))
    , m_pages(new QStackedWidget(this))
    , m_bodyPage(new QWidget(this))
    , m_contentType(new QComboBox(m_bodyPage))
    , m_body(new QPlainTextEdit(m_bodyPage))
    , m_policies(new PoliciesCard(theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    auto *head = new QFrame(this);
    head->setProperty("surface", u"panel"_s);
    auto *headRow = new QHBoxLayout(head);
    headRow->setContentsMargins(5, 0, 5, 0);
    headRow->addWidget(m_tabs);
    headRow->addStretch();
    auto *line = new QFrame(this);
    line->setProperty("line", true);
    line->setFixedHeight(1);
    column->addWidget(head);
    column->addWidget(line);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(14, grid::gap, 14, 14);
    content->setSpacing(grid::page);
    column->addLayout(content, 1);
    for (const QString &tab : {tr("Params"), tr("Headers"), tr("Body")})
        m_tabs->addTab(tab);
    buildBody(theme);
    m_tables = {new FieldTable(theme, *m_params, tr("Parameters"), m_pages),
                new FieldTable(theme, *m_headers, tr("Headers"), m_pages)};
    for (FieldTable *table : std::as_const(m_tables))
        m_pages->addWidget(table);
    m_pages->addWidget(m_bodyPage);
    // The policies follow the last line of a table; a body takes all the room there is.
    content->addWidget(m_pages, 100);
    content->addWidget(m_policies);
    content->addStretch(1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &RequestPane::fitPages);
    connect(m_params, &FieldTableModel::edited, this, [this] {
        updateCounts();
        Q_EMIT paramsEdited();
    });
    connect(m_headers, &FieldTableModel::edited, this, [this] {
        updateCounts();
        Q_EMIT edited();
    });
}

void RequestPane::buildBody(const Theme &theme)
{
    auto *column = new QVBoxLayout(m_bodyPage);
    column->setContentsMargins({});
    column->setSpacing(grid::gap);
    column->addWidget(m_contentType);
    column->addWidget(m_body, 1);
    m_contentType->setEditable(true);
    m_contentType->addItems(
        {QString(), u"application/json"_s, u"application/x-www-form-urlencoded"_s, u"text/plain"_s});
    m_contentType->setAccessibleName(tr("Content type"));
    m_contentType->lineEdit()->setPlaceholderText(tr("Content type: JSON or plain text, as the body is"));
    m_contentType->lineEdit()->setAccessibleName(tr("Content type"));
    m_body->setProperty("kind", u"code"_s);
    m_body->setFont(theme.font(TextStyle::Mono));
    m_body->setTabChangesFocus(true);
    m_body->setAccessibleName(tr("Body of the request"));
    m_body->setPlaceholderText(tr("Nothing is sent as body. Write JSON, a form or any text."));
    new JsonHighlighter(theme, m_body->document());
    connect(m_body, &QPlainTextEdit::textChanged, this, &RequestPane::edited);
    connect(m_contentType, &QComboBox::currentTextChanged, this, &RequestPane::edited);
}

void RequestPane::setDraft(const RequestDraft &draft)
{
    const QSignalBlocker body(m_body);
    const QSignalBlocker contentType(m_contentType);
    m_params->setFields(draft.params);
    m_headers->setFields(draft.headers);
    m_contentType->setEditText(draft.contentType);
    if (m_body->toPlainText() != draft.body)
        m_body->setPlainText(draft.body);
    updateCounts();
}

void RequestPane::setParams(const Fields &params)
{
    m_params->setFields(params);
    updateCounts();
}

void RequestPane::readInto(RequestDraft &draft) const
{
    draft.params = m_params->fields();
    draft.headers = m_headers->fields();
    draft.body = m_body->toPlainText();
    draft.contentType = m_contentType->currentText().trimmed();
}

void RequestPane::setClient(ApiClient *client)
{
    m_policies->setClient(client);
}

void RequestPane::setScope(const VariableScope &scope)
{
    for (FieldTable *table : std::as_const(m_tables))
        table->setScope(scope);
}

void RequestPane::refreshPolicies()
{
    m_policies->refresh();
}

void RequestPane::fitPages()
{
    const auto *table = qobject_cast<FieldTable *>(m_pages->currentWidget());
    m_pages->setMinimumHeight(table ? std::min(table->contentHeight(), leastPagesHeight) : leastPagesHeight);
    m_pages->setMaximumHeight(table ? table->contentHeight() : QWIDGETSIZE_MAX);
}

void RequestPane::updateCounts()
{
    fitPages();
    const auto shown = [](int number) { return number > 0 ? wording::count(number) : QString(); };
    m_tabs->setTabCount(0, shown(m_params->enabledCount()));
    m_tabs->setTabCount(1, shown(m_headers->enabledCount()));
}

} // namespace fuseboard
