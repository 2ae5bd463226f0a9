// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clients/dialog/pairseditor.h"

#include "clients/dialog/pairrow.h"
#include "clients/dialog/restyle.h"
#include "common/grid.h"
#include "models/config/configdraft.h"
#include "models/figures.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace fuseboard {

PairsEditor::PairsEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent)
    : FieldEditor(draft, info, parent)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(grid::unit);
    addRow();
    setFocusPolicy(Qt::NoFocus);
}

QWidget *PairsEditor::input() const
{
    return m_rows.first()->nameLine();
}

void PairsEditor::setFaulty(bool faulty)
{
    for (const PairRow *row : std::as_const(m_rows))
        setInvalid(row->nameLine(), faulty && !row->isEmpty());
}

void PairsEditor::setScope(const VariableScope &scope)
{
    m_scope = scope;
    for (PairRow *row : std::as_const(m_rows))
        row->setScope(scope);
}

void PairsEditor::setHasKeychain(bool hasKeychain)
{
    m_hasKeychain = hasKeychain;
    for (PairRow *row : std::as_const(m_rows))
        row->setHasKeychain(hasKeychain);
}

SecretNote PairsEditor::secretNote() const
{
    for (const PairRow *row : std::as_const(m_rows)) {
        if (const SecretNote note = row->secretNote(); !note.sentence.isEmpty())
            return note;
    }
    return {};
}

PairRow *PairsEditor::addRow()
{
    auto *row = new PairRow(m_theme, m_info, int(m_rows.size()) + 1, this);
    QWidget *before = m_rows.isEmpty() ? nullptr : m_rows.last()->controls().last();
    for (QWidget *control : row->controls()) {
        if (before)
            setTabOrder(before, control);
        before = control;
    }
    row->setScope(m_scope);
    row->setHasKeychain(m_hasKeychain);
    m_rows.append(row);
    m_column->addWidget(row);
    connect(row, &PairRow::edited, this, &PairsEditor::take);
    connect(row, &PairRow::noted, this, &PairsEditor::noted);
    connect(row, &PairRow::removeAsked, this, [this, row] { remove(row); });
    return row;
}

void PairsEditor::remove(PairRow *row)
{
    if (!row->isEmpty())
        Q_EMIT aboutToChange(tr("“%1” is removed.").arg(wording::printable(row->name())));
    if (row == m_rows.last()) {
        row->setPair({}, {}, {});
        return take();
    }
    const qsizetype next = m_rows.indexOf(row);
    m_rows.removeOne(row);
    row->hide();
    row->deleteLater();
    m_rows.at(next)->nameLine()->setFocus();
    take();
}

void PairsEditor::take()
{
    if (!m_rows.last()->isEmpty())
        addRow();
    JsonValue object = JsonValue::object();
    for (const PairRow *row : std::as_const(m_rows)) {
        if (!row->isEmpty())
            object.append(row->name(), row->value());
    }
    write([this, &object] {
        m_draft.clear(m_info.path); // the secrets of names that are no more, too
        if (object.members.empty())
            return;
        m_draft.setValue(m_info.path, object);
        for (const PairRow *row : std::as_const(m_rows)) {
            if (!row->typedSecret().isEmpty())
                m_draft.setSecret(m_info.path + u'.' + row->name(), row->typedSecret());
        }
    });
    // The keychain has what it has under the names: of another one there may be nothing.
    for (PairRow *row : std::as_const(m_rows))
        row->setKept(m_kept, m_info.path + u'.' + row->name());
    Q_EMIT noted();
}

void PairsEditor::showValue()
{
    const JsonValue object = m_draft.value(m_info.path);
    const auto count = qsizetype(object.members.size());
    while (m_rows.size() > count + 1) {
        m_rows.last()->hide();
        m_rows.takeLast()->deleteLater();
    }
    while (m_rows.size() < count + 1)
        addRow();
    for (qsizetype i = 0; i < count; ++i) {
        const JsonMember &member = object.members.at(std::size_t(i));
        const QString path = m_info.path + u'.' + member.name;
        m_rows.at(i)->setKept(m_kept, path);
        m_rows.at(i)->setPair(member.name, member.value, m_draft.state().secrets.value(path));
    }
    m_rows.last()->setPair({}, {}, {});
}

} // namespace fuseboard
