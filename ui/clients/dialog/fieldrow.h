// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/fieldinfo.h"

#include <QWidget>

class QLabel;

namespace fuseboard {

class ConfigDraft;
class FieldEditor;
class Theme;

/// A field on a page: its name, its editor, and beside or below it what it means, or what is wrong with it. A mark
/// before the name tells that it differs from its default. What is needed and was never visited is no fault yet.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    FieldRow(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] FieldEditor *editor() const { return m_editor; }
    [[nodiscard]] QString noteText() const;
    void refresh();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] bool isStillEmpty(const ConfigFault &fault) const;
    void layOutBeside();
    void layOutBelow();
    QLabel *makeNote(const Theme &theme);

    ConfigDraft &m_draft;
    FieldEditor *m_editor;
    QLabel *m_mark;
    QLabel *m_label;
    QLabel *m_note;
    bool m_visited = false; // it was left once, or was written
};

/// The editor that a kind of field needs. Both must outlive it.
FieldEditor *makeFieldEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent);

} // namespace fuseboard
