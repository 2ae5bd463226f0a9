// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/secretsdialog.h"

#include "auth/secretstore.h"
#include "auth/secretstorestatus.h"
#include "common/emptystate.h"
#include "common/grid.h"
#include "common/theme.h"
#include "common/widgetkind.h"
#include "config/variablesyntax.h"
#include "models/figures.h"
#include "models/secretuserwording.h"
#include "models/secretwording.h"
#include "secrets/secretfield.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

constexpr QSize dialogSize(800, 520);

QLabel *plainLabel(const QFont &font, const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(font);
    label->setObjectName(name);
    return label;
}

} // namespace

SecretsDialog::SecretsDialog(const SecretMeans &means, const QList<SecretRow> &rows, QWidget *parent)
    : QDialog(parent)
    , m_means(means)
{
    setWindowTitle(tr("Secrets"));
    resize(dialogSize);
    m_model.setRows(rows);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(grid::page, grid::page, grid::page, grid::page);
    column->setSpacing(grid::cardGap);
    column->addWidget(makeHead());
    column->addWidget(makeEmpty(), 1);
    column->addWidget(makeList(), 1);
    column->addWidget(makeEditor());
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *close = buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    close->setAutoDefault(false);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    connect(&means.status, &SecretStoreStatus::stateChanged, this, &SecretsDialog::showStore);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &SecretsDialog::showParts);
    showStore();
    showParts();
    m_table->selectRow(0);
}

QWidget *SecretsDialog::makeHead()
{
    auto *head = new QWidget(this);
    m_advice = plainLabel(m_means.theme.font(TextStyle::Body), u"secretsAdvice"_s, head);
    m_advice->setWordWrap(true);
    m_unlock = new QPushButton(tr("&Unlock…"), head);
    m_unlock->setObjectName(u"secretsUnlock"_s);
    m_unlock->setAutoDefault(false);
    connect(m_unlock, &QPushButton::clicked, this, [this] { m_means.status.unlock(); });
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(grid::gap);
    row->addWidget(m_advice, 1);
    row->addWidget(m_unlock);
    return head;
}

QWidget *SecretsDialog::makeList()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"secretsTable"_s);
    m_table->setAccessibleName(tr("Secrets of the workspace"));
    m_table->setProperty("kind", u"headers"_s);
    m_table->setModel(&m_model);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(grid::rowHeight);
    QHeaderView *header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Stretch);
    for (const int column : {SecretListModel::FieldColumn, SecretListModel::StateColumn})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &, const QModelIndex &previous) {
                keepTyped(previous);
                showCurrent();
            });
    return m_table;
}

QWidget *SecretsDialog::makeEditor()
{
    auto *editor = m_editor = new QWidget(this);
    m_subject = plainLabel(m_means.theme.font(TextStyle::Strong), u"secretsSubject"_s, editor);
    m_elsewhere = plainLabel(m_means.theme.font(TextStyle::Body), u"secretsElsewhere"_s, editor);
    m_elsewhere->setWordWrap(true);
    m_field = new SecretField(m_means, editor);
    m_field->setSourceFixed(true);
    m_store = new QPushButton(tr("&Store"), editor);
    m_store->setObjectName(u"secretsStore"_s);
    m_store->setProperty("kind", u"primary"_s);
    m_store->setDefault(true);
    connect(m_store, &QPushButton::clicked, this, &SecretsDialog::store);
    connect(m_field, &SecretField::changed, this, [this] {
        m_store->setEnabled(m_field->hasInput());
        if (m_field->isRemoved())
            askToRemove();
    });
    connect(m_field, &SecretField::storeChanged, this, [this](const SecretKey &key) {
        m_typed.remove(key.text());
        lookUp(key);
        Q_EMIT secretChanged(key);
    });
    auto *row = new QHBoxLayout;
    row->setSpacing(grid::gap);
    row->addWidget(m_field, 1);
    row->addWidget(m_store, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(editor);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(grid::gap);
    column->addWidget(m_subject);
    column->addWidget(m_elsewhere);
    column->addLayout(row);
    return editor;
}

QWidget *SecretsDialog::makeEmpty()
{
    m_empty = new EmptyState(m_means.theme, IconId::Key, tr("No secrets yet"),
                             tr("What a client needs to sign in, such as a token or a password, is listed here as soon "
                                "as its authentication uses it; so are the secret variables of environments."),
                             {}, this);
    return m_empty;
}

/// What is used by nothing goes from the list with its secret.
void SecretsDialog::showParts()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_table->setVisible(!isEmpty);
    m_editor->setVisible(!isEmpty);
}

void SecretsDialog::showStore()
{
    const SecretStoreState state = m_means.status.state();
    m_advice->setText(wording::secretStoreAdvice(state));
    m_unlock->setVisible(state == SecretStoreState::Locked);
    m_model.setStoreState(state);
    const QList<SecretRow> rows = m_model.rows(); // an answer at once may take one away
    for (const SecretRow &row : rows)
        lookUp(row.key);
}

void SecretsDialog::lookUp(const SecretKey &key)
{
    m_means.store.contains(key.text(), [self = QPointer(this), key](const Result<bool> &there) {
        if (!self)
            return;
        if (!there)
            self->m_model.setPresence(key, SecretRow::Presence::Unreachable);
        else
            self->m_model.setPresence(key, *there ? SecretRow::Presence::Stored : SecretRow::Presence::Missing);
    });
}

const SecretRow *SecretsDialog::current() const
{
    const int row = m_table->currentIndex().row();
    return row < 0 ? nullptr : &m_model.rows().at(row);
}

void SecretsDialog::showCurrent()
{
    const SecretRow *row = current();
    if (!row)
        return;
    const QString name = wording::secretName(row->key);
    //: %1 a client or an environment, %2 its secret
    m_subject->setText(tr("%1 · %2").arg(wording::printable(row->user), name));
    m_field->setName(name);
    m_field->setReplaceable(!row->isUnused());
    const bool kept = row->secret.source() == Secret::Source::Keychain;
    m_field->setVisible(kept);
    m_store->setVisible(kept && !row->isUnused());
    m_store->setEnabled(false);
    m_elsewhere->setVisible(!kept);
    if (kept) {
        const QString typed = m_typed.value(row->key.text());
        m_field->setSecret(typed.isEmpty() ? Secret::keychain() : Secret::plain(typed));
        m_field->setKey(row->key);
        m_store->setEnabled(m_field->hasInput());
    } else if (row->secret.source() == Secret::Source::Environment) {
        m_elsewhere->setText(tr("Fuseboard reads it from the environment variable %1 when a request is sent, and keeps "
                                "it nowhere.")
                                 .arg(wording::printable(row->secret.text())));
    } else if (isOnlyVariables(row->secret.text())) {
        m_elsewhere->setText(
            tr("It is the value of %1 in the environment that is chosen.").arg(wording::printable(row->secret.text())));
    } else {
        m_elsewhere->setText(tr("It stands in the client's file as plain text, for all who can read the file. Write "
                                "{\"secret\": \"keychain\"} in its place, and give it here."));
    }
}

void SecretsDialog::keepTyped(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const QString key = m_model.rows().at(index.row()).key.text();
    if (m_field->isVisibleTo(this) && m_field->hasInput())
        m_typed.insert(key, m_field->input());
    else
        m_typed.remove(key);
}

void SecretsDialog::reject()
{
    keepTyped(m_table->currentIndex());
    if (m_typed.isEmpty() || findChild<QMessageBox *>())
        return QDialog::reject();
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Discard what was typed?"),
                                     tr("%Ln secrets were typed and not stored.", nullptr, int(m_typed.size())),
                                     QMessageBox::NoButton, this);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *discard = question->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    setKind(discard, u"danger"_s);
    QPushButton *keep = question->addButton(tr("&Keep editing"), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(question, &QMessageBox::finished, this, [this, question, discard] {
        if (question->clickedButton() == discard)
            QDialog::reject();
    });
    question->open();
}

void SecretsDialog::store()
{
    m_field->commit([](const Result<void> &) {}); // the field tells what goes wrong
}

void SecretsDialog::askToRemove()
{
    const SecretRow *row = current();
    if (!row || findChild<QMessageBox *>())
        return;
    auto *question = new QMessageBox(QMessageBox::NoIcon, tr("Remove the secret?"),
                                     wording::secretRemovalQuestion(*row), QMessageBox::NoButton, this);
    question->setTextFormat(Qt::PlainText);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *remove = question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    setKind(remove, u"danger"_s);
    QPushButton *keep = question->addButton(tr("&Keep"), QMessageBox::RejectRole);
    question->setDefaultButton(keep);
    question->setEscapeButton(keep);
    connect(question, &QMessageBox::finished, this, [this, question, remove] {
        if (question->clickedButton() == remove)
            m_field->dropOld();
        showCurrent();
    });
    question->open();
}

} // namespace fuseboard
