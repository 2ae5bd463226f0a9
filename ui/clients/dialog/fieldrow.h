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
/// before the name tells that it differs from its default.
class FieldRow final : public QWidget
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    FieldRow(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);

    [[nodiscard]] FieldEditor *editor() const { return m_editor; }
    [[nodiscard]] QString noteText() const;
    void refresh();

private:
    void layOutBeside();
    void layOutBelow();
    QLabel *makeNote(const Theme &theme);

    ConfigDraft &m_draft;
    FieldEditor *m_editor;
    QLabel *m_mark;
    QLabel *m_label;
    QLabel *m_note;
};

/// The editor that a kind of field needs. Both must outlive it.
FieldEditor *makeFieldEditor(const Theme &theme, ConfigDraft &draft, const FieldInfo &info, QWidget *parent);

} // namespace fuseboard
