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
    /// It is needed, and nobody has been there yet: what is wrong with it is no fault of anybody.
    [[nodiscard]] bool isStillEmpty() const;
    void refresh();

Q_SIGNALS:
    /// It was left for the first time; what is missing in it is a fault from now on.
    void visited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void layOutBeside();
    void layOutBelow();
    QLabel *makeNote(const Theme &theme);
    void showNote();

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
