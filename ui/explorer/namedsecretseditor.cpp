// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "explorer/namedsecretseditor.h"

#include "clients/dialog/pairrow.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "explorer/linesteps.h"
#include "explorer/secretreference.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

QLineEdit *valueLine(const PairRow &pair)
{
    return qobject_cast<QLineEdit *>(pair.controls().at(1));
}

QString writtenValue(const PairRow &pair)
{
    return valueLine(pair)->text().trimmed();
}

} // namespace

NamedSecretsEditor::NamedSecretsEditor(const Theme &theme, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(name)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins({});
    m_column->setSpacing(grid::unit);
    setFocusPolicy(Qt::NoFocus);
    addRow();
}

void NamedSecretsEditor::addRow()
{
    FieldInfo info;
    info.kind = FieldKind::Params; // a plain line for what is a reference
    info.label = m_name;
    auto *pair = new PairRow(m_theme, info, int(m_rows.size()) + 1, this);
    QLineEdit *value = valueLine(*pair);
    value->setPlaceholderText(u"{{secret}}"_s);
    pair->setScope(m_scope);
    for (QLineEdit *line : {pair->nameLine(), value})
        new LineSteps(*line); // a child
    QWidget *before = m_rows.isEmpty() ? nullptr : m_rows.last().pair->controls().last();
    for (QWidget *control : pair->controls()) {
        if (before)
            setTabOrder(before, control);
        before = control;
    }
    m_rows.append(Row{pair, {}});
    m_column->addWidget(pair);
    setFocusProxy(m_rows.first().pair);
    connect(pair, &PairRow::edited, this, &NamedSecretsEditor::take);
    connect(pair, &PairRow::removeAsked, this, [this, pair] { remove(pair); });
}

void NamedSecretsEditor::dropLast()
{
    PairRow *pair = m_rows.takeLast().pair;
    pair->hide();
    pair->deleteLater();
}

void NamedSecretsEditor::remove(const PairRow *pair)
{
    // Those behind it move up, so that each line keeps its number.
    NamedSecrets others;
    QList<JsonValue> written;
    qsizetype place = 0;
    for (const Row &row : std::as_const(m_rows)) {
        if (row.pair == pair) {
            place = others.size();
        } else if (!row.pair->isEmpty()) {
            others.append({row.pair->name(), row.secret});
            written.append(row.pair->value());
        }
    }
    setSecrets(others);
    // Also what is no reference yet.
    for (qsizetype i = 0; i < others.size(); ++i)
        m_rows.at(i).pair->setPair(others.at(i).first, written.at(i), {});
    judge();
    m_rows.at(place).pair->nameLine()->setFocus();
    Q_EMIT edited();
}

void NamedSecretsEditor::take()
{
    for (Row &row : m_rows)
        row.secret = withReference(row.secret, writtenValue(*row.pair));
    if (!m_rows.last().pair->isEmpty())
        addRow();
    judge();
    Q_EMIT edited();
}

void NamedSecretsEditor::judge()
{
    for (const Row &row : std::as_const(m_rows)) {
        const bool isNameless = row.pair->name().isEmpty() && !row.pair->isEmpty();
        setInvalid(row.pair->nameLine(), isNameless);
        setInvalid(valueLine(*row.pair), !isSecretReference(writtenValue(*row.pair)));
    }
}

NamedSecrets NamedSecretsEditor::secrets() const
{
    NamedSecrets secrets;
    for (const Row &row : m_rows) {
        if (!row.pair->isEmpty())
            secrets.append({row.pair->name(), row.secret});
    }
    return secrets;
}

void NamedSecretsEditor::setSecrets(const NamedSecrets &secrets)
{
    while (m_rows.size() > secrets.size() + 1)
        dropLast();
    while (m_rows.size() < secrets.size() + 1)
        addRow();
    for (qsizetype i = 0; i < secrets.size(); ++i) {
        const auto &[name, secret] = secrets.at(i);
        m_rows[i].secret = secret;
        m_rows.at(i).pair->setPair(name, JsonValue::ofText(shownReference(secret)), {});
    }
    m_rows.last().secret = {};
    m_rows.last().pair->setPair({}, JsonValue::ofText({}), {});
    judge();
}

bool NamedSecretsEditor::isSecretTyped() const
{
    return std::any_of(m_rows.begin(), m_rows.end(),
                       [](const Row &row) { return !isSecretReference(writtenValue(*row.pair)); });
}

void NamedSecretsEditor::setScope(const VariableScope &scope)
{
    m_scope = scope;
    for (const Row &row : std::as_const(m_rows))
        row.pair->setScope(scope);
}

} // namespace fuseboard
