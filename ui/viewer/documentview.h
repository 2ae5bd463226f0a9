// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/documentcopy.h"
#include "models/document/foldset.h"
#include "models/document/searchpattern.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <map>

class QAction;

namespace fuseboard {

class DocumentSearch;
class Theme;

/// Shows a document of any size: it lays out and paints the lines that are visible and knows no others. Line numbers,
/// folding, selection, keyboard; the text is read only and never markup.
class DocumentView final : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit DocumentView(const Theme &theme, QWidget *parent = nullptr);
    ~DocumentView() override;

    /// From the top, nothing folded. Null: the placeholder shows.
    void setDocument(std::shared_ptr<const BodyDocument> document);
    /// The document has more lines than before.
    void showGrowth();
    void setPlaceholderText(const QString &text);
    /// Whose matches are marked; it must outlive the view or be taken away.
    void setSearch(const DocumentSearch *search);

    [[nodiscard]] const std::shared_ptr<const BodyDocument> &document() const { return m_document; }
    [[nodiscard]] TextPlace cursor() const { return m_cursor; }
    /// The byte of the document before which the cursor stands.
    [[nodiscard]] qint64 cursorOffset() const;
    [[nodiscard]] bool hasSelection() const { return m_cursor != m_anchor; }
    /// Up to a million characters of what the document shows.
    [[nodiscard]] QString toPlainText() const;
    /// The rows that can be seen, for those who cannot see them.
    [[nodiscard]] QString visibleText() const;
    [[nodiscard]] QString placeholderText() const { return m_placeholder; }

    /// Opens what hides it, selects it and brings it into view.
    void showMatch(const SearchMatch &match);
    void moveCursor(TextPlace place, bool selects = false);
    /// Of what the line opens; nothing where it opens nothing.
    void toggleFold(qint64 line);
    void foldAll(); ///< as outerFolds()
    void unfoldAll();
    void selectAll();
    void copy();
    void copyPath();
    void copyValue();

    [[nodiscard]] qint64 rowCount() const;
    [[nodiscard]] const QList<QAction *> &commands() const { return m_commands; }

Q_SIGNALS:
    void cursorMoved();
    /// Something to tell the user, as a sentence.
    void noticed(const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct ShownLine
    {
        LineSpan span;
        TextLine line;
    };

    void addCommands();
    void updateCommands();
    void measure();
    void updateBars();
    [[nodiscard]] const ShownLine &shown(qint64 line) const;
    /// What the row shows: for a folded one its begin and its end.
    [[nodiscard]] TextLine rowText(qint64 line) const;
    void paintRow(QPainter &painter, qint64 line, int y) const;
    void paintGutter(QPainter &painter, qint64 line, const LineSpan &span, int y) const;
    [[nodiscard]] TextPlace placeAt(const QPoint &at) const;
    [[nodiscard]] TextPlace moved(const QKeyEvent &event) const;
    [[nodiscard]] TextPlace vertically(qint64 rows) const;
    [[nodiscard]] TextPlace horizontally(int step, bool words) const;
    [[nodiscard]] TextPlace lastPlace() const;
    void ensureVisible(TextPlace place);
    void onCopied(const CopiedText &copied);
    [[nodiscard]] int visibleRows() const;
    [[nodiscard]] QPair<TextPlace, TextPlace> selection() const;

    const Theme &m_theme;
    std::shared_ptr<const BodyDocument> m_document;
    const DocumentSearch *m_search = nullptr;
    DocumentCopy m_copy;
    FoldSet m_folds;
    QString m_placeholder;
    TextPlace m_cursor;
    TextPlace m_anchor;
    QTimer m_autoScroll;
    QList<QAction *> m_commands;
    QList<QAction *> m_jsonCommands;
    int m_lineHeight = 0;
    int m_charWidth = 0;
    int m_gutter = 0;
    mutable std::map<qint64, ShownLine> m_shown;
};

} // namespace fuseboard
