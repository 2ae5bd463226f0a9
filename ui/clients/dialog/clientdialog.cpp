// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/clientdialog.h"

#include "auth/secretstorestatus.h"
#include "clients/dialog/authpage.h"
#include "clients/dialog/dialogfooter.h"
#include "clients/dialog/dialogpages.h"
#include "clients/dialog/fieldeditor.h"
#include "clients/dialog/fieldrow.h"
#include "clients/dialog/jsonpage.h"
#include "clients/dialog/pagelist.h"
#include "clients/dialog/pipelineview.h"
#include "clients/dialog/signinpanel.h"
#include "clients/dialog/testpanel.h"
#include "common/divider.h"
#include "common/fitting.h"
#include "common/grid.h"
#include "common/theme.h"
#include "models/config/authfields.h"
#include "models/figures.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QStackedWidget>

#include <algorithm>
#include <numeric>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

std::optional<PipelineStage> stageOf(ClientDialog::Page page)
{
    switch (page) {
    case ClientDialog::Page::Auth:
        return PipelineStage::Prepare;
    case ClientDialog::Page::Limiter:
        return PipelineStage::Limiter;
    case ClientDialog::Page::Breaker:
        return PipelineStage::Breaker;
    case ClientDialog::Page::Retry:
        return PipelineStage::Retry;
    case ClientDialog::Page::Timeouts:
        return PipelineStage::Http;
    default:
        return std::nullopt;
    }
}

ClientDialog::Page pageOf(PipelineStage stage)
{
    switch (stage) {
    case PipelineStage::Prepare:
        return ClientDialog::Page::Auth;
    case PipelineStage::Limiter:
        return ClientDialog::Page::Limiter;
    case PipelineStage::Breaker:
        return ClientDialog::Page::Breaker;
    case PipelineStage::Retry:
        return ClientDialog::Page::Retry;
    case PipelineStage::Http:
        return ClientDialog::Page::Timeouts;
    }
    Q_UNREACHABLE();
}

} // namespace

ClientDialog::ClientDialog(const Theme &theme, const DialogMeans &means, const ClientConfig &config, Purpose purpose,
                           QWidget *parent)
    : QDialog(parent)
    , m_means(means)
    , m_purpose(purpose)
    , m_nameBefore(purpose == Purpose::Edit ? config.name : QString())
    , m_draft(config)
    , m_list(new PageList(theme, this))
    , m_stack(new QStackedWidget(this))
    , m_pipeline(new PipelineView(theme, m_draft, this))
    , m_signIn(new SignInPanel(theme, means))
    , m_test(new TestPanel(theme, means))
    , m_file(new JsonPage(theme, m_draft, means.isKept))
    , m_footer(new DialogFooter(theme))
{
    setWindowTitle(purpose == Purpose::Create ? tr("New client")
                                              : tr("Edit client · %1").arg(wording::printable(config.name)));
    setProperty("surface", u"panel"_s);
    build(theme);
    connectParts();
    showKept();
    followEnvironment();
    followSecretStore();
    showPage(Page::General);
    row(u"name"_s)->editor()->input()->setFocus();
}

ClientDialog::~ClientDialog() = default;

void ClientDialog::build(const Theme &theme)
{
    makePages(theme);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBody(), 1);
    column->addWidget(makeDivider(this));
    column->addWidget(m_test);
    column->addWidget(m_footer);
    m_test->hide();
    setMinimumSize(832, 520); // all words of the drawings are read whole
    resize(fittedOver(*this, {912, 720}));
}

QWidget *ClientDialog::makeBody()
{
    auto *body = new QWidget(this);
    auto *side = new QVBoxLayout;
    side->setContentsMargins(grid::gap, grid::page, grid::gap, grid::gap);
    side->addWidget(m_list);
    QFrame *line = makeDivider(body, Qt::Vertical);
    auto *main = new QVBoxLayout;
    main->setContentsMargins(0, grid::gap, 0, 0);
    main->setSpacing(grid::gap);
    main->addWidget(m_pipeline);
    main->addWidget(m_stack, 1);
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(side);
    row->addWidget(line);
    row->addLayout(main, 1);
    return body;
}

void ClientDialog::makePages(const Theme &theme)
{
    auto *auth = new AuthPage(theme, m_draft, this);
    auth->addPart(m_signIn);
    m_pages = {makeGeneralPage(theme, m_draft, this),    auth,
               makeLimiterPage(theme, m_draft, this),    makeBreakerPage(theme, m_draft, this),
               makeRetryPage(theme, m_draft, this),      makeTimeoutPage(theme, m_draft, this),
               makeConnectionPage(theme, m_draft, this), makeLoggingPage(theme, m_draft, this)};
    for (ConfigPage *page : std::as_const(m_pages)) {
        auto *scroll = new QScrollArea(m_stack);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        scroll->setFocusPolicy(Qt::NoFocus);
        scroll->setWidget(page);
        m_list->addPage(page->title());
        m_stack->addWidget(scroll);
        connect(page, &ConfigPage::aboutToChange, this, &ClientDialog::remember);
        connect(page, &ConfigPage::visited, this, &ClientDialog::refresh);
    }
    m_list->addPage(tr("File"));
    m_stack->addWidget(m_file);
}

void ClientDialog::connectParts()
{
    connect(&m_draft, &ConfigDraft::changed, this, [this] {
        m_footer->stopAsking(); // whoever edits has not given up
        refresh();
    });
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        m_stack->setCurrentIndex(row);
        m_pipeline->setCurrent(stageOf(Page(row)));
    });
    connect(m_pipeline, &PipelineView::stageChosen, this, [this](PipelineStage stage) { showPage(pageOf(stage)); });
    connect(m_signIn, &SignInPanel::asked, this, [this] { m_signIn->start(trialConfig()); });
    connect(m_test, &TestPanel::againAsked, this, &ClientDialog::runTest);
    connect(m_test, &TestPanel::changed, this, [this] { m_footer->setTest(m_test->isRunning(), m_test->badge()); });
    connect(m_file, &JsonPage::exportClicked, this,
            [this] { Q_EMIT exportRequested(m_draft.config(), m_purpose == Purpose::Edit && !m_draft.isModified()); });
    connect(m_footer, &DialogFooter::testClicked, this, &ClientDialog::runTest);
    connect(m_footer, &DialogFooter::undoClicked, this, &ClientDialog::undo);
    connect(m_footer, &DialogFooter::cancelClicked, this, &ClientDialog::reject);
    connect(m_footer, &DialogFooter::saveClicked, this, &ClientDialog::submit);
    connect(m_footer, &DialogFooter::discardClicked, this, [this] { QDialog::reject(); });
    if (m_means.secretStore)
        connect(m_means.secretStore, &SecretStoreStatus::stateChanged, this, &ClientDialog::followSecretStore);
    auto *undoKey = new QShortcut(QKeySequence::Undo, this);
    connect(undoKey, &QShortcut::activated, this, &ClientDialog::undo);
    m_footer->setTest(false, {});
    m_footer->setMessage({}, false, false);
}

void ClientDialog::followEnvironment()
{
    const VariableScope scope = m_means.presentEnvironment().scope;
    for (const ConfigPage *page : std::as_const(m_pages)) {
        for (const FieldRow *row : page->rows())
            row->editor()->setScope(scope);
    }
    refresh();
}

void ClientDialog::showPage(Page page)
{
    m_list->setCurrentRow(int(page));
    m_pipeline->setCurrent(stageOf(page));
}

ClientDialog::Page ClientDialog::currentPage() const
{
    return Page(m_list->currentRow());
}

FieldRow *ClientDialog::row(const QString &path) const
{
    for (const ConfigPage *page : m_pages) {
        if (FieldRow *row = page->row(path))
            return row;
    }
    return nullptr;
}

void ClientDialog::refresh()
{
    for (ConfigPage *page : std::as_const(m_pages))
        page->refresh();
    m_pipeline->refresh();
    m_file->refresh();
    m_signIn->setVisible(hasTokenToGet(m_draft.config().auth));
    m_signIn->setEnabled(m_draft.faults().isEmpty() || m_signIn->isRunning());
    refreshBadges();
    const int empty = std::accumulate(m_pages.begin(), m_pages.end(), 0,
                                      [](int sum, const ConfigPage *page) { return sum + page->emptyCount(); });
    const int lacking = empty + int(lackingSecrets().size());
    const bool isFaulty = m_draft.faults().size() > empty;
    m_footer->setSaving(isFaulty          ? wording::faultCount(m_draft.faults().size() - empty)
                            : lacking > 0 ? tr("%Ln values to fill in", nullptr, lacking)
                                          : QString(),
                        isFaulty, isSaveable());
    m_test->setSettings(trialConfig(), m_draft.faults().isEmpty());
}

void ClientDialog::refreshBadges()
{
    for (int i = 0; i < int(m_pages.size()); ++i) {
        const int faults = m_pages.at(i)->faultCount();
        const int empty = emptyCountOf(*m_pages.at(i));
        m_list->setBadge(i,
                         faults > 0      ? Badge{Tone::Danger, tr("%Ln to correct", nullptr, faults), {}}
                             : empty > 0 ? Badge{Tone::Neutral, tr("%Ln to fill in", nullptr, empty), {}}
                                         : Badge());
    }
    showSecretBadge();
}

ClientConfig ClientDialog::trialConfig() const
{
    ClientConfig config = m_draft.configWithSecrets();
    if (!m_nameBefore.isEmpty())
        config.name = m_nameBefore;
    return config;
}

void ClientDialog::runTest()
{
    if (m_test->isRunning())
        return m_test->cancel();
    if (!m_draft.faults().isEmpty()) // Enter in the path asks as well
        return;
    m_test->show();
    m_test->start(trialConfig());
}

} // namespace fuseboard
