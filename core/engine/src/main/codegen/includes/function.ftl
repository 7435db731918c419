<#-- A call of the function filter, whose name is a reserved word. -->

SqlNode FilterCall() :
{
    final Span span;
    final List<SqlNode> arguments;
}
{
    <FILTER> { span = span(); }
    arguments = FunctionParameterList(ExprContext.ACCEPT_SUB_QUERY)
    {
        return createCall(
            new SqlIdentifier("filter", span.pos()),
            span.end(this),
            SqlFunctionCategory.USER_DEFINED_FUNCTION,
            null,
            arguments.subList(1, arguments.size()));
    }
}
