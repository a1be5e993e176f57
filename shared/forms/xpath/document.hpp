// SPDX-License-Identifier: EUPL-1.2
// The tree that expressions walk: our own, in an arena, so that an answer is written in place and order is cheap.
#pragma once

#include <boost/container/small_vector.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace balieblik::forms {
struct DataNode;
}

namespace balieblik::xpath {

enum class NodeType : std::uint8_t {
    document,
    element,
    attribute,
    text,
    comment,
    instruction,
    name_space,
    document_type
};

class Document;

// Of a name: most siblings are told apart by it, without a look at the name itself.
constexpr std::uint32_t name_mark(std::string_view name)
{
    std::uint32_t mark = 2166136261U; // FNV-1a
    for (const char c : name)
        mark = (mark ^ static_cast<unsigned char>(c)) * 16777619U;
    return mark;
}

struct Node {
    NodeType type = NodeType::element;
    std::uint32_t mark = 0; // name_mark(name)
    Document* document = nullptr;
    Node* parent = nullptr;
    std::size_t order = 0;
    std::size_t slot = npos; // whose state this is, for the owner of the tree
    std::string prefix;
    std::string uri;
    std::string name;
    std::string text; // of all but elements and documents
    std::vector<Node*> children;
    std::vector<Node*> attributes;

    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

using NodeSet = boost::container::small_vector<const Node*, 4>;

// All text at and below a node. The view points into the tree or into `scratch`.
std::string_view string_value(const Node& node, std::string& scratch);

class Document {
public:
    Document();
    Document(const Document&) = delete;
    Document& operator=(const Document&) = delete;

    Node* root() { return root_; }
    const Node* root() const { return root_; }

    Node* make(NodeType type, std::string_view name = {}, std::string_view text = {});
    // Puts a node (made here) under a parent, at a place among its children or at the end.
    void insert(Node* parent, Node* node, std::size_t at = Node::npos);
    Node* add_attribute(Node* element, std::string_view uri, std::string_view name, std::string_view value);
    // Declares a prefix on an element: a node of its own on the namespace axis.
    void add_namespace(Node* element, std::string_view prefix, std::string_view uri);
    // Those declared on the element itself. (Records of forms declare theirs in the form, not in the tree.)
    const std::vector<Node*>& namespaces(const Node& element) const;
    // Takes a node with all below it out of the tree; its memory is used again.
    void remove(Node* node);
    // Makes `text` the only content of an element.
    void set_text(Node* element, std::string_view text);
    // Copies a tree of data under a parent.
    Node* copy(const forms::DataNode& from, Node* parent);

    // Sorts into document order, without doubles.
    static void sort(NodeSet& nodes);

    // Children of `parent` called `step` by the text of their child called `key`. Only for trees that no longer change.
    const std::vector<const Node*>* find(const Node& parent, const std::string& step, const std::string& key,
                                         const std::string& value) const;
    // From here on the tree does not change, and `find` may be used.
    void freeze() { frozen_ = true; }
    bool frozen() const { return frozen_; }

private:
    void number() const;

    std::deque<Node> arena_;
    std::vector<Node*> free_;
    Node* root_ = nullptr;
    bool frozen_ = false;
    mutable bool numbered_ = false;
    std::map<const Node*, std::vector<Node*>> namespaces_;
    using Index = std::unordered_map<std::string, std::vector<const Node*>>;
    // Which list is indexed by what: found without making texts, as this happens at every look-up.
    struct IndexView {
        const Node* parent;
        std::string_view step;
        std::string_view key;
        auto operator<=>(const IndexView&) const = default;
    };
    struct IndexName {
        const Node* parent;
        std::string step;
        std::string key;
        operator IndexView() const { return {parent, step, key}; }
    };
    struct IndexOrder {
        using is_transparent = void;
        bool operator()(const IndexView& left, const IndexView& right) const { return left < right; }
    };
    mutable std::map<IndexName, Index, IndexOrder> indices_;
};

} // namespace balieblik::xpath
