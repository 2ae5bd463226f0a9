// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "xpath/xpathrun.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <memory>

namespace fuseboard::xpath {

namespace {

template<auto Free>
struct Freed
{
    template<class Thing>
    void operator()(Thing *thing) const
    {
        Free(thing);
    }
};
using Parser = std::unique_ptr<xmlParserCtxt, Freed<xmlFreeParserCtxt>>;
using Document = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;
using Context = std::unique_ptr<xmlXPathContext, Freed<xmlXPathFreeContext>>;
using Compiled = std::unique_ptr<xmlXPathCompExpr, Freed<xmlXPathFreeCompExpr>>;
using Object = std::unique_ptr<xmlXPathObject, Freed<xmlXPathFreeObject>>;
using Buffer = std::unique_ptr<xmlBuffer, Freed<xmlBufferFree>>;

const xmlChar *xmlText(const std::string &text)
{
    return reinterpret_cast<const xmlChar *>(text.c_str());
}

/// Frees it.
std::string taken(xmlChar *text)
{
    std::string copy = text ? reinterpret_cast<const char *>(text) : "";
    xmlFree(text);
    return copy;
}

Exit exitOf(int code)
{
    switch (code) {
    case XML_ERR_NO_MEMORY:
    case XML_XPATH_MEMORY_ERROR:
        return Exit::TooLarge;
    case XML_XPATH_UNDEF_PREFIX_ERROR:
        return Exit::UnknownPrefix;
    case XML_XPATH_UNKNOWN_FUNC_ERROR:
        return Exit::UnknownFunction;
    case XML_XPATH_UNDEF_VARIABLE_ERROR:
        return Exit::UnknownVariable;
    case XML_XPATH_INVALID_ARITY:
    case XML_XPATH_INVALID_OPERAND:
    case XML_XPATH_INVALID_TYPE:
        return Exit::BadArguments;
    default:
        return Exit::BadExpression;
    }
}

/// The type of the argument is another one in newer versions of libxml2.
template<class XmlError>
void keepError(void *answer, XmlError *error)
{
    auto &kept = *static_cast<Answer *>(answer);
    if (kept.exit != Exit::Done || !error)
        return; // the first one says what is wrong, the others what came of it
    kept.exit = exitOf(error->code);
    kept.place = error->int1;
}

/// An entity may stand for a file, for an address, or for a billion of others.
void refuseEntity(void *context, const xmlChar *, int, const xmlChar *, const xmlChar *, xmlChar *)
{
    auto *parser = static_cast<xmlParserCtxt *>(context);
    static_cast<Answer *>(parser->_private)->exit = Exit::OwnEntities;
    xmlStopParser(parser);
}

Document parsed(const std::string &body, Answer &answer)
{
    const Parser parser(xmlNewParserCtxt());
    if (!parser || body.size() > mostBody) {
        answer.exit = Exit::TooLarge;
        return {};
    }
    parser->_private = &answer;
    parser->sax->entityDecl = refuseEntity;
    parser->sax->externalSubset = nullptr;
    // The application has made UTF-8 of it, whatever the body says of itself. A body may nest deeply and have long
    // texts; what that costs is bounded by the process.
    Document document(xmlCtxtReadMemory(parser.get(), body.data(), int(body.size()), nullptr, "UTF-8",
                                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE
                                            | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT));
    if (answer.exit != Exit::Done)
        return {};
    if (document)
        return document;
    const auto *error = xmlCtxtGetLastError(parser.get());
    // Without memory there is none for words either.
    const bool hasWords = error && error->message && parser->errNo != XML_ERR_NO_MEMORY;
    answer.exit = hasWords ? Exit::BadXml : Exit::TooLarge;
    answer.text = hasWords ? error->message : "";
    answer.place = hasWords ? error->line : 0;
    return {};
}

/// The next element in the order of the document.
xmlNode *elementAfter(xmlNode *node)
{
    if (xmlNode *below = xmlFirstElementChild(node))
        return below;
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        if (xmlNode *beside = xmlNextElementSibling(node))
            return beside;
    }
    return nullptr;
}

void registerNamespaces(xmlXPathContext &context, Answer &answer)
{
    const std::string bare = "_";
    for (xmlNode *node = xmlDocGetRootElement(context.doc); node; node = elementAfter(node)) {
        for (const xmlNs *space = node->nsDef; space; space = space->next) {
            answer.hasNamespace |= !space->prefix;
            const xmlChar *prefix = space->prefix ? space->prefix : xmlText(bare);
            if (!xmlXPathNsLookup(&context, prefix))
                xmlXPathRegisterNs(&context, prefix, space->href);
        }
    }
}

bool isMarkup(const xmlNode &node)
{
    switch (node.type) {
    case XML_DOCUMENT_NODE:
    case XML_ELEMENT_NODE:
    case XML_COMMENT_NODE:
    case XML_PI_NODE:
        return true;
    default:
        return false;
    }
}

std::string textOf(xmlNode *node, xmlDoc *document)
{
    if (node->type == XML_NAMESPACE_DECL) {
        const auto *space = reinterpret_cast<const xmlNs *>(node);
        return space->href ? reinterpret_cast<const char *>(space->href) : "";
    }
    if (!isMarkup(*node))
        return taken(xmlNodeGetContent(node));
    if (node->type == XML_DOCUMENT_NODE)
        node = xmlDocGetRootElement(document);
    const Buffer buffer(xmlBufferCreate());
    xmlBufferSetAllocationScheme(buffer.get(), XML_BUFFER_ALLOC_DOUBLEIT); // not ten bytes at a time
    xmlNodeDump(buffer.get(), document, node, 0, 0);
    return reinterpret_cast<const char *>(xmlBufferContent(buffer.get()));
}

void addValue(Answer &answer, const std::string &value)
{
    answer.isCut = answer.text.size() + value.size() >= mostResult;
    if (answer.isCut)
        return;
    answer.text += value;
    answer.text += '\n';
    ++answer.values;
}

void addNodes(Answer &answer, xmlNodeSet *nodes, xmlDoc *document)
{
    if (!nodes)
        return;
    xmlXPathNodeSetSort(nodes);
    for (int i = 0; i < nodes->nodeNr; ++i)
        answer.isXml &= isMarkup(*nodes->nodeTab[i]);
    for (int i = 0; i < nodes->nodeNr && !answer.isCut; ++i)
        addValue(answer, textOf(nodes->nodeTab[i], document));
}

} // namespace

Answer run(const std::string &expression, const std::string &body)
{
    Answer answer;
    const Document document = parsed(body, answer);
    if (!document)
        return answer;
    xmlXPathOrderDocElems(document.get());
    const Context context(xmlXPathNewContext(document.get()));
    context->node = reinterpret_cast<xmlNode *>(document.get());
    context->error = keepError;
    context->userData = &answer;
    registerNamespaces(*context, answer);
    const Compiled compiled(xmlXPathCtxtCompile(context.get(), xmlText(expression)));
    const Object found(compiled ? xmlXPathCompiledEval(compiled.get(), context.get()) : nullptr);
    if (!found || answer.exit != Exit::Done) {
        answer.exit = answer.exit == Exit::Done ? Exit::BadExpression : answer.exit;
        return answer;
    }
    if (found->type == XPATH_NODESET) {
        addNodes(answer, found->nodesetval, document.get());
    } else {
        answer.isXml = false;
        addValue(answer, taken(xmlXPathCastToString(found.get())));
    }
    return answer;
}

} // namespace fuseboard::xpath
